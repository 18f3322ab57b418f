import type { Text } from '../../../libs/eligibility/index.js';
import type { FieldFault } from './problem-error.js';
import type { Language } from './messages.js';

const oneOf: Text = { en: 'Write one of: {0}.', fr: 'Écrivez l’une de ces valeurs : {0}.' };

/** What to write instead, by the broken rule of class-validator. `{0}`, `{1}` are the rule's limits. */
const rules: Readonly<Record<string, Text>> = {
  whitelistValidation: {
    en: 'This field is not known here. Leave it out.',
    fr: 'Ce champ est inconnu ici. Retirez-le.',
  },
  isDefined: { en: 'This field is needed.', fr: 'Ce champ est nécessaire.' },
  isNotEmpty: { en: 'This may not be empty.', fr: 'Ceci ne peut pas être vide.' },
  isString: { en: 'Write a text.', fr: 'Écrivez un texte.' },
  isBoolean: { en: 'Write true or false.', fr: 'Écrivez true ou false.' },
  isInt: { en: 'Write a whole number.', fr: 'Écrivez un nombre entier.' },
  isNumber: { en: 'Write a number.', fr: 'Écrivez un nombre.' },
  isArray: { en: 'Write a list.', fr: 'Écrivez une liste.' },
  isObject: { en: 'Write an object with fields.', fr: 'Écrivez un objet avec des champs.' },
  isUuid: {
    en: 'Write an id as we gave it (a UUID).',
    fr: 'Écrivez un identifiant tel que nous l’avons donné (un UUID).',
  },
  isIn: oneOf,
  'webhook-is-no-address': {
    en: 'Write a whole address that begins with https://.',
    fr: 'Écrivez une adresse complète qui commence par https://.',
  },
  'webhook-needs-https': {
    en: 'Write an address that begins with https://. Only addresses that the operator allows may do without.',
    fr: 'Écrivez une adresse qui commence par https://. Seules les adresses permises par l’exploitant peuvent s’en passer.',
  },
  'webhook-has-a-password': {
    en: 'Leave out user name, password and what follows a #: each message is signed instead.',
    fr: 'Retirez le nom d’utilisateur, le mot de passe et ce qui suit un # : chaque message est signé.',
  },
  'webhook-is-private': {
    en: 'This address is within a private network. Use a public one, or ask the operator to allow it.',
    fr: 'Cette adresse est dans un réseau privé. Utilisez une adresse publique, ou demandez à l’exploitant de la permettre.',
  },
  sinceOrIds: { en: 'Say either "since" or "ids".', fr: 'Indiquez soit « since », soit « ids ».' },
  isEnum: oneOf,
  min: { en: 'Write at least {0}.', fr: 'Écrivez au moins {0}.' },
  max: { en: 'Write at most {0}.', fr: 'Écrivez au plus {0}.' },
  minLength: { en: 'Write at least {0} characters.', fr: 'Écrivez au moins {0} caractères.' },
  maxLength: { en: 'Write at most {0} characters.', fr: 'Écrivez au plus {0} caractères.' },
  isLength: { en: 'Write {0} to {1} characters.', fr: 'Écrivez de {0} à {1} caractères.' },
  matches: { en: 'This is not written as it should be.', fr: 'Ceci n’est pas écrit comme il faut.' },
  arrayMaxSize: { en: 'List at most {0}.', fr: 'Énumérez-en au plus {0}.' },
  arrayMinSize: { en: 'List at least {0}.', fr: 'Énumérez-en au moins {0}.' },
  arrayNotEmpty: { en: 'List at least one.', fr: 'Énumérez-en au moins un.' },
  arrayUnique: { en: 'List each only once.', fr: 'Énumérez chacun une seule fois.' },
  isLocale: { en: 'Write a language code such as en, fr or ar.', fr: 'Écrivez un code de langue comme en, fr ou ar.' },
  isFuture: { en: 'Write a moment that is still to come.', fr: 'Écrivez un moment à venir.' },
  isPast: {
    en: 'Write a moment that is over, and not longer ago than 400 days.',
    fr: 'Écrivez un moment passé, il y a 400 jours au plus.',
  },
  isChecked: {
    en: 'Make sure who they are first: ask what stands in the case, such as their name and date of birth. Then write true.',
    fr: 'Assurez-vous d’abord de qui il s’agit : demandez ce qui est au dossier, comme le nom et la date de naissance. Écrivez ensuite true.',
  },
  isMoment: {
    en: 'Write the day, the time and its offset from UTC: 2026-06-30T14:05:00-04:00. Z is for UTC itself.',
    fr: 'Écrivez le jour, l’heure et son décalage par rapport à UTC : 2026-06-30T14:05:00-04:00. Z est pour UTC même.',
  },
  onlyEnteredLater: {
    en: 'Only what came by mail, fax, e-mail or in person can be entered later. Leave it out, or write that channel.',
    fr: 'Seul ce qui est arrivé par la poste, par télécopieur, par courriel ou en personne peut être inscrit plus tard. Retirez-le, ou écrivez cette voie.',
  },
  onlyWithFull: {
    en: 'Only "full" has an end. Leave it out, or write state: full.',
    fr: 'Seul « full » a une fin. Retirez-le, ou écrivez state: full.',
  },
  onlyOneEnd: {
    en: 'Say when it ends once: fullUntil, or preset.',
    fr: 'Indiquez la fin une seule fois : fullUntil, ou preset.',
  },
  noShiftEnds: {
    en: 'No shift that has an end is running now. Say a time, or choose another of "fullOptions".',
    fr: 'Aucun quart qui a une fin n’est en cours. Indiquez une heure, ou choisissez une autre valeur de « fullOptions ».',
  },
  isSpan: {
    en: 'Write from and to with two digits each: 09:00-17:00.',
    fr: 'Écrivez le début et la fin avec deux chiffres chacun : 09:00-17:00.',
  },
  onlyOut: {
    en: 'Only "out of service" has an end. Leave it out, or write outOfService: true.',
    fr: 'Seul « hors service » a une fin. Retirez-la, ou écrivez outOfService: true.',
  },
  onlyThirdParty: {
    en: 'Only somebody who calls for the client has a relation. Leave it out, or write inquirer: third-party.',
    fr: 'Seule une personne qui appelle pour quelqu’un a un lien. Retirez-le, ou écrivez inquirer: third-party.',
  },
  isUnknown: { en: 'We do not know this one.', fr: 'Nous ne connaissons pas ceci.' },
  hasEntries: { en: 'Send {0} to {1} of them.', fr: 'Envoyez-en de {0} à {1}.' },
  isAnswer: {
    en: 'Write a text, a number, true or false, a list of words or of rows, "prefer-not", or null to take the answer back.',
    fr: 'Écrivez un texte, un nombre, true ou false, une liste de mots ou de lignes, « prefer-not », ou null pour retirer la réponse.',
  },
  isCell: {
    en: 'Write a text, a number, true or false, or leave it out.',
    fr: 'Écrivez un texte, un nombre, true ou false, ou omettez-le.',
  },
  isWord: { en: 'Write a text, or a list of texts.', fr: 'Écrivez un texte, ou une liste de textes.' },
  isFlat: {
    en: 'Nest objects and lists at most {0} deep.',
    fr: 'N’imbriquez pas les objets et les listes à plus de {0} niveaux.',
  },
  body: { en: 'Send a JSON object.', fr: 'Envoyez un objet JSON.' },
};
const otherwise: Text = { en: 'This value does not fit.', fr: 'Cette valeur ne convient pas.' };

export function sayFault(fault: FieldFault, language: Language): string {
  const text = (rules[fault.rule] ?? otherwise)[language];
  return text.replace(/\{(\d)\}/g, (_, index: string) => sayLimit(fault.limits[Number(index)]));
}

function sayLimit(limit: unknown): string {
  if (Array.isArray(limit)) return limit.join(', ');
  if (limit !== null && typeof limit === 'object') return Object.values(limit).join(', ');
  return String(limit);
}
