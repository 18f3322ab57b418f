import type { Text } from '../../../libs/eligibility/index.js';
import type { DeclineReason } from '../../../libs/workflow/index.js';

/** What the pages without script say, for somebody at an agency. `{name}` is filled in. */
export const words = {
  canYou: { en: 'Can you take this client?', fr: 'Pouvez-vous prendre cette personne en charge?' },
  answerBy: { en: 'Please answer by {at}.', fr: 'Merci de répondre avant {at}.' },
  accept: { en: 'Yes, we take them', fr: 'Oui, nous la prenons en charge' },
  decline: { en: 'No, we cannot take them', fr: 'Non, nous ne pouvons pas' },
  whyNot: { en: 'Why not?', fr: 'Pourquoi?' },
  sendDecline: { en: 'Say no', fr: 'Répondre non' },
  show: { en: 'Show what you may know', fr: 'Afficher ce que vous pouvez savoir' },
  mayKnow: { en: 'What you may know', fr: 'Ce que vous pouvez savoir' },
  nothingTold: {
    en: 'The client has not agreed to anything being told here.',
    fr: 'La personne n’a accepté de transmettre aucun renseignement ici.',
  },
  nothingAnswered: { en: 'There is nothing to tell yet.', fr: 'Il n’y a encore rien à transmettre.' },
  notKnown: { en: 'Not asked, or not said: {list}', fr: 'Pas demandé, ou pas répondu : {list}' },
  withdrawn: {
    en: 'The client took their consent back. We may tell you nothing more.',
    fr: 'La personne a retiré son consentement. Nous ne pouvons plus rien vous transmettre.',
  },
  worksOnce: {
    en: 'This link works once, for your agency only, until {at}. Please do not pass it on outside your agency.',
    fr: 'Ce lien sert une seule fois, pour votre organisme seulement, jusqu’au moment suivant : {at}. Ne le transmettez pas hors de votre organisme.',
  },
  tellNext: { en: 'Tell us what comes next', fr: 'Dites-nous la suite' },
  untilAsked: {
    en: 'Nothing about the client is shown until you ask for it: programs that read mail open links, too.',
    fr: 'Rien sur la personne n’est affiché avant que vous le demandiez : des logiciels qui lisent le courriel ouvrent aussi les liens.',
  },
  showWhere: { en: 'Show where it stands', fr: 'Afficher où en sont les choses' },
  withYou: { en: 'With you: {state}', fr: 'Avec vous : {state}' },
  youTookThem: { en: 'You have taken this client', fr: 'Vous avez pris cette personne en charge' },
  saidYesAt: { en: 'Your agency said yes: {at}.', fr: 'Votre organisme a dit oui : {at}.' },
  dueBy: { en: 'Next step by {at}.', fr: 'Prochaine étape avant {at}.' },
  caseNumber: { en: 'Case {number}', fr: 'Dossier {number}' },
  readAt: { en: 'As it stands at {at}.', fr: 'Où en sont les choses à {at}.' },
  renewsItself: { en: 'This page renews itself each minute.', fr: 'Cette page s’actualise chaque minute.' },
  standsStill: { en: 'This page does not renew itself.', fr: 'Cette page ne s’actualise pas toute seule.' },
  lookAgain: { en: 'Look again', fr: 'Actualiser' },
  standStill: { en: 'Stop renewing', fr: 'Ne plus actualiser' },
  renewItself: { en: 'Renew by itself', fr: 'Actualiser toute seule' },
  back: { en: 'Back: nothing is sent', fr: 'Retour : rien n’est envoyé' },
  sure: {
    en: 'Has this happened? It cannot be taken back here.',
    fr: 'Est-ce arrivé? Vous ne pourrez pas l’annuler ici.',
  },
  yesThat: { en: 'Yes: {what}', fr: 'Oui : {what}' },
  somethingElse: { en: 'Something else happened', fr: 'Autre chose est arrivé' },
  whatNow: { en: 'What has happened?', fr: 'Que s’est-il passé?' },
  ifChanges: { en: 'If something changes', fr: 'Si quelque chose change' },
  nothingNow: {
    en: 'Nothing to report at this step. Look again to see what comes next, or call us.',
    fr: 'Rien à signaler à cette étape. Actualisez pour voir la suite, ou appelez-nous.',
  },
  start: { en: 'We have begun to help', fr: 'Nous avons commencé à aider la personne' },
  complete: { en: 'We have finished', fr: 'Nous avons terminé' },
  whatCame: { en: 'What came of it, in a few words', fr: 'Ce qui en est ressorti, en quelques mots' },
  send: { en: 'Send', fr: 'Envoyer' },
  optional: { en: ' (you may leave it out)', fr: ' (facultatif)' },
  yes: { en: 'Yes', fr: 'Oui' },
  no: { en: 'No', fr: 'Non' },
  choose: { en: 'Choose …', fr: 'Choisissez…' },
  wrong: { en: 'Please look again', fr: 'À revoir, s’il vous plaît' },
  wrongTitle: { en: 'Error: {title}', fr: 'Erreur : {title}' },
  chooseReason: { en: 'Choose a reason.', fr: 'Choisissez une raison.' },
  missing: { en: 'Fill this in: {what}', fr: 'Remplissez ce champ : {what}' },
  doesNotFit: { en: 'This does not fit: {what}', fr: 'Ceci ne convient pas : {what}' },
  notNow: {
    en: 'This cannot be done now: somebody else was quicker. What you see here is how it stands.',
    fr: 'C’est impossible maintenant : quelqu’un d’autre a été plus rapide. Voici où en sont les choses.',
  },
  changed: {
    en: 'Something has changed since you opened this page. Nothing was sent. Look at what it says now, then press again.',
    fr: 'Quelque chose a changé depuis que vous avez ouvert cette page. Rien n’a été envoyé. Voyez ce qui est écrit maintenant, puis appuyez de nouveau.',
  },
  changedTitle: { en: 'Please look again: {title}', fr: 'À revoir : {title}' },
  thanks: { en: 'Thank you. We have noted it.', fr: 'Merci. C’est noté.' },
  declined: {
    en: 'We go on looking for somebody who can take the client. You need do nothing more.',
    fr: 'Nous cherchons quelqu’un d’autre pour cette personne. Vous n’avez rien d’autre à faire.',
  },
  done: { en: 'There is nothing more for you to do here.', fr: 'Vous n’avez rien d’autre à faire ici.' },
  usedTitle: { en: 'This link was used already', fr: 'Ce lien a déjà servi' },
  usedAt: {
    en: 'Your agency used it: {at}. Each link works once.',
    fr: 'Votre organisme l’a utilisé : {at}. Chaque lien sert une seule fois.',
  },
  newestLink: {
    en: 'To go on, use the page that came after it, or the link in the last mail that we sent you. If you cannot find them, have a new link sent.',
    fr: 'Pour continuer, utilisez la page qui a suivi, ou le lien du dernier courriel que nous vous avons envoyé. Si vous ne les trouvez pas, faites envoyer un nouveau lien.',
  },
  expiredTitle: { en: 'This link has expired', fr: 'Ce lien n’est plus valable' },
  expiredAt: { en: 'It ended: {at}.', fr: 'Il a pris fin : {at}.' },
  renew: {
    en: 'Send a new link to our agency’s address',
    fr: 'Envoyer un nouveau lien à l’adresse de notre organisme',
  },
  renewed: {
    en: 'If there is still something for your agency to tell us, a new link is on its way to its mail address. Does nothing come in five minutes? Call us.',
    fr: 'Si votre organisme a encore quelque chose à nous dire, un nouveau lien est en route vers son adresse courriel. Rien ne vient en cinq minutes? Appelez-nous.',
  },
  overTitle: { en: 'There is nothing to answer here any more', fr: 'Il n’y a plus rien à répondre ici' },
  overAt: {
    en: 'It was answered, or passed on: {at}.',
    fr: 'Une réponse a été donnée, ou la demande est passée à d’autres : {at}.',
  },
  calledOff: { en: 'Called off: do not go', fr: 'Décommandé : n’y allez pas' },
  calledOffAt: { en: 'Case {number} was called off: {at}.', fr: 'Le dossier {number} a été décommandé : {at}.' },
  calledOffWhy: { en: 'Why: {why}.', fr: 'Raison : {why}.' },
  calledOffThere: {
    en: 'Is your team there already, or not sure? Call us.',
    fr: 'Votre équipe est déjà sur place, ou vous avez un doute? Appelez-nous.',
  },
  newsChanged: { en: 'This has changed:', fr: 'Ceci a changé :' },
  changedAt: { en: '(changed {at})', fr: '(modifié à {at})' },
  whichTeam: { en: 'Which team is it?', fr: 'De quelle équipe s’agit-il?' },
  noTeamSaid: { en: 'Not said', fr: 'Sans précision' },
  teamIsElsewhere: {
    en: 'That team is with somebody else now. Choose another one. Nothing was sent.',
    fr: 'Cette équipe est maintenant auprès de quelqu’un d’autre. Choisissez-en une autre. Rien n’a été envoyé.',
  },
  leftUnsafe: {
    en: 'Not safe: a team left at {at} because it was not safe. What was said about safety before is not known now.',
    fr: 'Pas sécuritaire : une équipe est repartie à {at} parce que ce n’était pas sécuritaire. Ce qui a été dit de la sécurité avant, on ne le sait plus.',
  },
  notKnownNow: {
    en: 'Answer at {at}: {answer}. Not known now.',
    fr: 'Réponse à {at} : {answer}. On ne le sait plus.',
  },
  messages: { en: 'Messages', fr: 'Messages' },
  fromUs: { en: 'From us, {at}', fr: 'De notre part, {at}' },
  fromYou: { en: 'From your agency, {at}', fr: 'De votre organisme, {at}' },
  answerByPhone: { en: 'To answer a message, call us.', fr: 'Pour répondre à un message, appelez-nous.' },
  unknownTitle: { en: 'This link is not valid', fr: 'Ce lien n’est pas valide' },
  checkAddress: {
    en: 'Check that you have the whole address, to its last character.',
    fr: 'Vérifiez que vous avez l’adresse complète, jusqu’au dernier caractère.',
  },
  tooManyTitle: { en: 'Please wait a moment', fr: 'Un instant, s’il vous plaît' },
  tooMany: {
    en: 'Too many links that are not valid came from your network. Try again in a minute.',
    fr: 'Trop de liens non valides sont venus de votre réseau. Réessayez dans une minute.',
  },
  elsewhereTitle: { en: 'Open the link itself', fr: 'Ouvrez le lien lui-même' },
  elsewhere: {
    en: 'This was sent from another website, so nothing was done. Open the link that we sent you.',
    fr: 'Ceci a été envoyé depuis un autre site : rien n’a été fait. Ouvrez le lien que nous vous avons envoyé.',
  },
  callAt: { en: 'By phone: {name}, {number}.', fr: 'Par téléphone : {name}, {number}.' },
  callThem: { en: 'If in doubt, call {name}.', fr: 'En cas de doute, appelez {name}.' },
  callWhoeverSent: {
    en: 'If in doubt, call the helpline that sent you the link.',
    fr: 'En cas de doute, appelez la ligne d’aide qui vous a envoyé le lien.',
  },
} satisfies Record<string, Text>;

export const reasonWords: Readonly<Record<DeclineReason, Text>> = {
  full: { en: 'We are full', fr: 'Nous n’avons plus de place' },
  waitlist: { en: 'There is a waiting list', fr: 'Il y a une liste d’attente' },
  'outside-area': { en: 'It is outside our area', fr: 'C’est hors de notre territoire' },
  ineligible: { en: 'They are not eligible with us', fr: 'La personne n’est pas admissible chez nous' },
  unsafe: { en: 'It is not safe for our team', fr: 'Ce n’est pas sécuritaire pour notre équipe' },
  language: { en: 'We do not speak the language', fr: 'Nous ne parlons pas la langue' },
  other: { en: 'Another reason', fr: 'Une autre raison' },
};

/** Above what may be told: who said that it may. */
export const agreedWords: Readonly<Record<string, Text>> = {
  self: { en: 'What the client agreed to tell', fr: 'Ce que la personne a accepté de dire' },
  'third-party': {
    en: 'What you may know: somebody who called for the client agreed',
    fr: 'Ce que vous pouvez savoir : quelqu’un qui a appelé pour la personne a accepté',
  },
  substitute: {
    en: 'What you may know: whoever decides for the client agreed',
    fr: 'Ce que vous pouvez savoir : qui décide pour la personne a accepté',
  },
  override: { en: 'What we tell without their yes', fr: 'Ce que nous disons sans son accord' },
};

/** Why a team was called off, by the word that was chosen. A word of a program’s own is not said. */
export const calledOffWords: Readonly<Record<string, Text>> = {
  solved: { en: 'it is solved by now', fr: 'c’est réglé' },
  left: { en: 'the person has left', fr: 'la personne est partie' },
  refused: { en: 'the person does not want it', fr: 'la personne n’en veut pas' },
};
