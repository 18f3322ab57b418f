import type { Text } from '../../../../libs/eligibility/index.js';
import { words } from '../words.js';

/** What the pages say on which people apply by themselves: grade 8, kind, and never a "no" before it is one. `{name}` is filled in. */
export const applyWords = {
  about: {
    en: 'You can apply here by yourself. We ask only what matters for the decision. What you answer is saved each time you press a button.',
    fr: 'Vous pouvez présenter votre demande ici, par vous-même. Nous demandons seulement ce qui compte pour la décision. Vos réponses sont enregistrées chaque fois que vous appuyez sur un bouton.',
  },
  breaks: {
    en: 'You can stop at any time, and go on later on this device or on another one.',
    fr: 'Vous pouvez vous arrêter en tout temps et continuer plus tard, sur cet appareil ou sur un autre.',
  },
  bring: { en: 'You may need', fr: 'Ce que vous pourriez avoir à fournir' },
  bringLater: {
    en: 'You can begin without them and send them later.',
    fr: 'Vous pouvez commencer sans ces documents et les envoyer plus tard.',
  },
  begin: { en: 'Start an application', fr: 'Commencer une demande' },
  goOnHere: { en: 'Go on with my application', fr: 'Continuer ma demande' },
  haveBegun: { en: 'I have started already', fr: 'J’ai déjà commencé' },
  leaveEmpty: { en: 'Leave this empty', fr: 'Laissez ce champ vide' },
  waitTitle: { en: 'Please wait a moment', fr: 'Un moment, s’il vous plaît' },
  wait: {
    en: 'To keep machines out, we need up to half a minute. Please wait, and press the button again. Nothing is lost.',
    fr: 'Pour tenir les robots à l’écart, il nous faut jusqu’à une demi-minute. Patientez, puis appuyez de nouveau sur le bouton. Rien n’est perdu.',
  },
  tooManyTitle: { en: 'Too many at once', fr: 'Trop de demandes à la fois' },
  tooMany: {
    en: 'Too many have tried from this place. Please wait ten minutes and try again, or call us: {number}.',
    fr: 'Il y a eu trop d’essais à partir de cet endroit. Attendez dix minutes et réessayez, ou appelez-nous : {number}.',
  },
  keepTitle: { en: 'Write this down', fr: 'Notez ceci' },
  keep: {
    en: 'With these you can come back on any device. We show the code only once.',
    fr: 'Avec ces renseignements, vous pouvez revenir sur n’importe quel appareil. Nous affichons le code une seule fois.',
  },
  number: { en: 'Number of your application', fr: 'Numéro de votre demande' },
  code: { en: 'Code', fr: 'Code' },
  address: { en: 'Address of the page', fr: 'Adresse de la page' },
  goOn: { en: 'Go on', fr: 'Continuer' },
  savedTitle: { en: 'Your answers are saved', fr: 'Vos réponses sont enregistrées' },
  saved: {
    en: 'To come back, open the address below and type the number and your code.',
    fr: 'Pour revenir, ouvrez l’adresse ci-dessous, puis entrez le numéro et votre code.',
  },
  half: {
    en: 'What you have half filled in is kept, too. It counts when you come back and complete it.',
    fr: 'Ce que vous avez rempli à moitié est conservé aussi. Cela comptera quand vous reviendrez le compléter.',
  },
  unfinished: {
    en: 'What you typed before is still here. It counts when you press “Save and go on”.',
    fr: 'Ce que vous aviez écrit est encore là. Cela comptera quand vous appuierez sur « Enregistrer et continuer ».',
  },
  kept: { en: 'Saved', fr: 'Enregistré' },
  notKept: {
    en: 'Not saved yet. Perhaps there is no connection. What you typed is still on this page, and we keep trying.',
    fr: 'Pas encore enregistré. La connexion est peut-être coupée. Ce que vous avez écrit est encore sur cette page, et nous réessayons.',
  },
  keptNoMore: {
    en: 'Not saved: this device is not with your application any more. What you typed is still on this page. Please open your application again, in another tab.',
    fr: 'Pas enregistré : votre demande n’est plus ouverte sur cet appareil. Ce que vous avez écrit est encore sur cette page. Rouvrez votre demande dans un autre onglet.',
  },
  changedHere: {
    en: 'Something has changed since you opened this page, perhaps on another device.',
    fr: 'Quelque chose a changé depuis que vous avez ouvert cette page, peut-être sur un autre appareil.',
  },
  seeNow: { en: 'See how it stands now', fr: 'Voir où elle en est' },
  drop: { en: 'Erase what I typed here', fr: 'Effacer ce que j’ai écrit ici' },
  newCode: { en: 'I do not have my code: show me a new one', fr: 'Je n’ai pas mon code : en afficher un nouveau' },
  leave: { en: 'Forget me on this device', fr: 'M’oublier sur cet appareil' },
  leaveWhy: {
    en: 'On a device that others use, too, press this before you go.',
    fr: 'Sur un appareil que d’autres utilisent aussi, appuyez ici avant de partir.',
  },
  leftTitle: { en: 'This device has forgotten you', fr: 'Cet appareil vous a oublié' },
  left: {
    en: 'Your application is saved. To go on you need its number and your code.',
    fr: 'Votre demande est enregistrée. Pour continuer, il vous faut son numéro et votre code.',
  },
  resumeTitle: { en: 'Go on with an application', fr: 'Continuer une demande' },
  resume: {
    en: 'Type the number of your application and the code that you wrote down.',
    fr: 'Entrez le numéro de votre demande et le code que vous avez noté.',
  },
  open: { en: 'Open my application', fr: 'Ouvrir ma demande' },
  doNotFit: {
    en: 'This number and this code do not open an application. Please check both. After ten wrong tries nothing opens for an hour. You can also call us: {number}.',
    fr: 'Ce numéro et ce code n’ouvrent aucune demande. Vérifiez les deux. Après dix erreurs, rien ne s’ouvre pendant une heure. Vous pouvez aussi nous appeler : {number}.',
  },
  expiredTitle: { en: 'Please come back with your code', fr: 'Revenez avec votre code' },
  expired: {
    en: 'This device is not with an application, or not any more. What you answered before is saved.',
    fr: 'Aucune demande n’est ouverte sur cet appareil, ou elle ne l’est plus. Vos réponses sont enregistrées.',
  },
  unknownTitle: { en: 'Nobody applies here', fr: 'Aucune demande à cette adresse' },
  unknown: {
    en: 'There is no form at this address. Please check it, or call the helpline that gave it to you.',
    fr: 'Il n’y a pas de formulaire à cette adresse. Vérifiez-la, ou appelez la ligne d’aide qui vous l’a donnée.',
  },
  elsewhere: {
    en: 'This came from another website, so nothing was done. Please open the page yourself.',
    fr: 'Ceci venait d’un autre site; rien n’a donc été fait. Veuillez ouvrir la page vous-même.',
  },
  elsewhereTitle: { en: 'Nothing was done', fr: 'Rien n’a été fait' },
  save: { en: 'Save and go on', fr: 'Enregistrer et continuer' },
  later: { en: 'Save and finish later', fr: 'Enregistrer et finir plus tard' },
  earlier: {
    en: 'From your last application ({day}). Please check it.',
    fr: 'Tiré de votre dernière demande ({day}). Veuillez vérifier.',
  },
  shownAgain: { en: 'What we would show you again', fr: 'Ce que nous vous montrerions de nouveau' },
  withNothing: {
    en: 'Or start a new application with an empty form.',
    fr: 'Ou commencez une nouvelle demande avec un formulaire vide.',
  },
  begunAgain: {
    en: 'You have started a new application. What stands here stays as it is.',
    fr: 'Vous avez commencé une nouvelle demande. Ce qui est ici reste tel quel.',
  },
  goOnWithIt: { en: 'Go on with the new application', fr: 'Continuer la nouvelle demande' },
  ratherNot: { en: 'I would rather not say', fr: 'Je préfère ne pas répondre' },
  optional: { en: ' (you may leave this out)', fr: ' (facultatif)' },
  yes: words.yes,
  no: words.no,
  day: { en: 'Day', fr: 'Jour' },
  month: { en: 'Month', fr: 'Mois' },
  year: { en: 'Year', fr: 'Année' },
  chooseFile: {
    en: '{what}: choose a photo or a PDF (15 MB at most)',
    fr: '{what} : choisissez une photo ou un PDF (15 Mo au plus)',
  },
  sendFile: { en: 'Send this file', fr: 'Envoyer ce fichier' },
  saidOf: { en: '{what}: {said}', fr: '{what} : {said}' },
  rest: { en: 'Finish later', fr: 'Finir plus tard' },
  noFile: { en: 'Please choose a file: {what}', fr: 'Choisissez un fichier : {what}' },
  sendLater: { en: 'I will send it later', fr: 'Je l’enverrai plus tard' },
  person: { en: 'Line {n}', fr: 'Ligne {n}' },
  addRow: { en: 'Add one more', fr: 'En ajouter un autre' },
  removeRow: { en: 'Remove line {n}', fr: 'Retirer la ligne {n}' },
  missing: {
    en: 'Please answer: {what}',
    fr: 'Veuillez répondre : {what}',
  },
  misfit: {
    date: { en: 'Please write a day that there is: {what}', fr: 'Écrivez une date qui existe : {what}' },
    number: {
      en: 'Please write a number that fits here ({expected}): {what}',
      fr: 'Écrivez un nombre qui convient ici ({expected}) : {what}',
    },
    money: {
      en: 'Please write an amount, like 1250 or 1250.50 ({expected}): {what}',
      fr: 'Écrivez un montant, comme 1250 ou 1250,50 ({expected}) : {what}',
    },
    phone: {
      en: 'Please write a phone number, like 807-555-0123: {what}',
      fr: 'Écrivez un numéro de téléphone, comme 807-555-0123 : {what}',
    },
    text: { en: 'Please write this in fewer words: {what}', fr: 'Écrivez-le en moins de mots : {what}' },
    other: { en: 'Please look at this again: {what}', fr: 'Veuillez vérifier ceci : {what}' },
  },
  changed: {
    en: 'Something has changed since you opened this page, perhaps on another device. Nothing was sent. Please look, and press again.',
    fr: 'Quelque chose a changé depuis que vous avez ouvert cette page, peut-être sur un autre appareil. Rien n’a été envoyé. Vérifiez, puis appuyez de nouveau.',
  },
  notNow: { en: 'This cannot be done now.', fr: 'Cela ne peut pas se faire maintenant.' },
  errorTitle: { en: 'Please check: {title}', fr: 'À vérifier : {title}' },
  outlook: { en: 'How it looks now', fr: 'Où en sont les choses' },
  asItLooks: { en: 'By what you told us, likely: {label}', fr: 'D’après vos réponses, probablement : {label}' },
  decided: { en: 'By what you told us: {label}', fr: 'D’après vos réponses : {label}' },
  likelyNot: {
    en: 'By what you told us, likely not eligible. {reason}',
    fr: 'D’après vos réponses, probablement pas admissible. {reason}',
  },
  decidedNot: { en: 'Not eligible. {reason}', fr: 'Pas admissible. {reason}' },
  lookedAt: { en: 'What we looked at', fr: 'Ce que nous avons regardé' },
  limit: { en: '{title} since {since}: {value}', fr: '{title} depuis le {since} : {value}' },
  otherHelpTitle: { en: 'Other help', fr: 'D’autres aides' },
  stillNeed: { en: 'We still need: {list}', fr: 'Il nous faut encore : {list}' },
  cannotTell: {
    en: 'We cannot tell without: {list}. This is not a no.',
    fr: 'Nous ne pouvons pas le dire sans : {list}. Ce n’est pas un refus.',
  },
  aPerson: {
    en: 'We cannot tell from this alone. A person will look at it. This is not a no.',
    fr: 'Nous ne pouvons pas le dire ainsi. Une personne regardera. Ce n’est pas un refus.',
  },
  places: { en: 'Your places', fr: 'Vos places' },
  inLine: {
    en: 'You are {place} in line: {what}, {year}.',
    fr: 'Vous avez la {place} place dans la file : {what}, {year}.',
  },
  inLineSomewhere: { en: 'You are in line: {what}, {year}.', fr: 'Vous êtes dans la file : {what}, {year}.' },
  given: { en: 'You have: {what}, {year}.', fr: 'Vous avez : {what}, {year}.' },
  papers: { en: 'Still to come from you', fr: 'Ce que vous devez encore nous envoyer' },
  checking: {
    en: 'We have it and are checking it for viruses. You do not have to send it again: {what}',
    fr: 'Nous l’avons reçu et vérifions s’il contient des virus. Vous n’avez pas à l’envoyer de nouveau : {what}',
  },
  told: { en: 'What you told us', fr: 'Ce que vous nous avez dit' },
  change: { en: 'Change', fr: 'Modifier' },
  changeWhat: { en: 'Change: {what}', fr: 'Modifier : {what}' },
  back: { en: 'Back: nothing is changed', fr: 'Retour : rien n’est changé' },
  mayWe: { en: 'May we?', fr: 'Êtes-vous d’accord?' },
  whatIsTold: { en: 'What would be known', fr: 'Ce qui serait communiqué' },
  toWhom: { en: 'To whom', fr: 'À qui' },
  toUs: { en: 'It stays with us.', fr: 'Cela reste chez nous.' },
  agree: { en: 'Yes, I agree', fr: 'Oui, j’accepte' },
  disagree: { en: 'No, I do not agree', fr: 'Non, je n’accepte pas' },
  freeToSayNo: { en: 'You may say no.', fr: 'Vous pouvez dire non.' },
  takeBack: { en: 'Take back what I agreed to', fr: 'Retirer mon accord' },
  whoSpeaks: { en: 'Who are you?', fr: 'Qui êtes-vous?' },
  self: { en: 'I apply for myself', fr: 'Je fais cette demande pour moi-même' },
  thirdParty: { en: 'I apply for somebody else', fr: 'Je fais cette demande pour quelqu’un d’autre' },
  substitute: {
    en: 'I decide by law for somebody else',
    fr: 'Je décide légalement pour quelqu’un d’autre',
  },
  sure: { en: 'Are you sure?', fr: 'En êtes-vous certain?' },
  yesThat: words.yesThat,
  withUs: {
    en: 'Your application is with us. You do not have to do anything now.',
    fr: 'Votre demande est entre nos mains. Vous n’avez rien à faire pour le moment.',
  },
  stands: { en: 'Where it stands: {state}', fr: 'Où elle en est : {state}' },
  over: { en: 'This application is closed: {result}', fr: 'Cette demande est terminée : {result}' },
  otherHelp: {
    en: 'There may be other help for you. Call us, and we look together: {number}.',
    fr: 'Il existe peut-être une autre aide pour vous. Appelez-nous et nous chercherons ensemble : {number}.',
  },
  danger: {
    en: 'In danger now? Call 911. Thoughts of suicide? Call or text 9-8-8, day or night.',
    fr: 'En danger maintenant? Appelez le 911. Des idées suicidaires? Appelez ou textez le 9-8-8, jour et nuit.',
  },
  questions: { en: 'Questions? Call {number}', fr: 'Des questions? Appelez le {number}' },
} as const;

/** Those that are a text by themselves. */
export const capacityWords: Readonly<Record<string, Text>> = {
  self: applyWords.self,
  'third-party': applyWords.thirdParty,
  substitute: applyWords.substitute,
};
