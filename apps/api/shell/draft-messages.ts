import type { Message } from './messages.js';

/** What stands in the way of a change of a program. */
export const draftMessages = {
  'draft-is-closed': {
    title: { en: 'This draft is closed', fr: 'Cette ébauche est fermée' },
    detail: {
      en: 'It was published or withdrawn, so it can no longer be changed. Open a new draft.',
      fr: 'Elle a été publiée ou retirée : on ne peut plus la modifier. Ouvrez une nouvelle ébauche.',
    },
  },
  'base-is-not-active': {
    title: { en: 'Another version is active now', fr: 'Une autre version est maintenant active' },
    detail: {
      en: 'This draft was made to take the place of version {base}, which is no longer the active one. Open a new draft, which begins with the version that is active now, and make your changes there.',
      fr: 'Cette ébauche devait remplacer la version {base}, qui n’est plus la version active. Ouvrez une nouvelle ébauche, qui part de la version active, et refaites-y vos changements.',
    },
  },
  'draft-is-not-checked': {
    title: { en: 'This draft is not checked yet', fr: 'Cette ébauche n’est pas encore vérifiée' },
    detail: {
      en: 'Its files were not checked since they were last changed. Run the checks first (POST …/check).',
      fr: 'Ses fichiers n’ont pas été vérifiés depuis leur dernière modification. Lancez d’abord les vérifications (POST …/check).',
    },
  },
  'draft-has-faults': {
    title: { en: 'This draft has faults', fr: 'Cette ébauche contient des erreurs' },
    detail: {
      en: 'Somebody could call whom it treats wrongly or not at all. "errors" says where, and what to write instead.',
      fr: 'Une personne pourrait appeler et être mal servie, ou pas du tout. « errors » indique où, et quoi écrire à la place.',
    },
  },
  'draft-is-not-compared': {
    title: {
      en: 'This draft is not compared with past cases yet',
      fr: 'Cette ébauche n’est pas encore comparée aux dossiers passés',
    },
    detail: {
      en: 'Whoever approves must know what would change for people. Compare all decisions of the files as they are now (POST …/backtest), and wait until it is finished.',
      fr: 'La personne qui approuve doit savoir ce qui changerait pour les gens. Comparez toutes les décisions des fichiers actuels (POST …/backtest) et attendez la fin.',
    },
  },
  'own-draft-needs-somebody-else': {
    title: { en: 'Somebody else has to approve this', fr: 'Quelqu’un d’autre doit approuver ceci' },
    detail: {
      en: 'You began or changed this draft yourself. Ask another approver: two people look at each change.',
      fr: 'Vous avez commencé ou modifié cette ébauche. Demandez à une autre personne qui approuve : deux personnes regardent chaque changement.',
    },
  },
  'draft-is-not-approved': {
    title: { en: 'This draft is not approved', fr: 'Cette ébauche n’est pas approuvée' },
    detail: {
      en: 'Nobody has approved it as it is now; a change after an approval makes the approval void. Approve it first (POST …/approve).',
      fr: 'Personne ne l’a approuvée telle qu’elle est; un changement après une approbation annule celle-ci. Approuvez-la d’abord (POST …/approve).',
    },
  },
  'effective-is-not-now': {
    title: { en: 'A version begins when it is published', fr: 'Une version commence dès sa publication' },
    detail: {
      en: 'It cannot begin at another moment yet. Leave "effective" out, and publish on the day on which it is to begin. Amounts that change on a date belong in the program’s parameters.',
      fr: 'Elle ne peut pas encore commencer à un autre moment. Retirez « effective » et publiez le jour où elle doit commencer. Les montants qui changent à une date vont dans les paramètres du programme.',
    },
  },
  'backtest-is-running': {
    title: { en: 'A comparison is still running', fr: 'Une comparaison est encore en cours' },
    detail: {
      en: 'One comparison with past cases runs at a time. Wait until it is finished, then start yours.',
      fr: 'Une seule comparaison avec les dossiers passés se fait à la fois. Attendez qu’elle soit terminée, puis lancez la vôtre.',
    },
  },
  'file-cannot-be-read': {
    title: { en: 'This file cannot be read', fr: 'Ce fichier ne peut pas être lu' },
    detail: {
      en: 'The draft is as it was. "errors" names the mistakes that were found, with their lines, and what to write instead. Some show only when these are mended.',
      fr: 'L’ébauche est restée telle quelle. « errors » indique les erreurs trouvées, avec leur ligne, et quoi écrire à la place. Certaines n’apparaissent qu’une fois celles-ci corrigées.',
    },
  },
  'file-name-does-not-fit': {
    title: { en: 'A file cannot have this name', fr: 'Un fichier ne peut pas porter ce nom' },
    detail: {
      en: 'Use letters, digits, "-" and "_", and end the name with .yaml or .dmn, for example labels.yaml. A letter is letters/decision.en.md.',
      fr: 'Utilisez des lettres, des chiffres, « - » et « _ », et terminez le nom par .yaml ou .dmn, par exemple labels.yaml. Une lettre s’appelle letters/decision.en.md.',
    },
  },
  'file-is-shared': {
    title: { en: 'Programs share this part', fr: 'Des programmes partagent cette partie' },
    detail: {
      en: 'It comes with {fragment}, which other programs use too, so a draft of one program does not change it. Ask who keeps the shared parts for a new version of it.',
      fr: 'Elle vient de {fragment}, que d’autres programmes utilisent aussi : une ébauche d’un seul programme ne la modifie pas. Demandez-en une nouvelle version à qui s’occupe des parties partagées.',
    },
  },
  'draft-is-too-large': {
    title: { en: 'The draft would be too large', fr: 'L’ébauche serait trop volumineuse' },
    detail: {
      en: 'A draft holds at most 60 files and 8 million characters. Nothing was changed.',
      fr: 'Une ébauche contient au plus 60 fichiers et 8 millions de caractères. Rien n’a été modifié.',
    },
  },
  'content-type-is-no-file': {
    title: { en: 'Send a file here', fr: 'Envoyez un fichier ici' },
    detail: {
      en: 'Send the file itself as the body, with the header "Content-Type: {types}".',
      fr: 'Envoyez le fichier lui-même comme contenu, avec l’en-tête « Content-Type: {types} ».',
    },
  },
  'text-is-not-utf-8': {
    title: { en: 'The file is not in UTF-8', fr: 'Le fichier n’est pas en UTF-8' },
    detail: {
      en: 'Its bytes are no UTF-8 text, or it holds control characters. Save it as UTF-8 and send it again.',
      fr: 'Ses octets ne sont pas un texte UTF-8, ou il contient des caractères de contrôle. Enregistrez-le en UTF-8 et renvoyez-le.',
    },
  },
} as const satisfies Record<string, Message>;
