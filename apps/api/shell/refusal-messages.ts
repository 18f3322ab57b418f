import type { RefusalReason } from '../../../libs/workflow/index.js';
import type { Message } from './messages.js';

/** What the engine's refusals say to people. `{about}` and `{instead}` come from the refusal. */
export const refusalMessages: Readonly<Record<RefusalReason, Message>> = {
  'case-is-closed': {
    title: { en: 'This case is closed', fr: 'Ce dossier est fermé' },
    detail: {
      en: 'It has ended, so nothing more can happen in it. Open a new case.',
      fr: 'Il est terminé : rien ne peut plus s’y passer. Ouvrez un nouveau dossier.',
    },
  },
  'event-is-not-allowed-here': {
    title: { en: 'This cannot happen now', fr: 'Cela ne peut pas arriver maintenant' },
    detail: {
      en: '"{about}" does not belong to this step of the call. Possible now: {instead}.',
      fr: '« {about} » ne fait pas partie de cette étape de l’appel. Possible maintenant : {instead}.',
    },
  },
  'too-early': {
    title: { en: 'It is too early for this', fr: 'Il est trop tôt pour cela' },
    detail: {
      en: '"{about}" can be done from {instead} on.',
      fr: '« {about} » peut se faire à partir du {instead}.',
    },
  },
  'role-may-not-do-this': {
    title: { en: 'Your role may not do this here', fr: 'Votre rôle ne permet pas cela ici' },
    detail: {
      en: '"{about}" is for another role in this program. For: {instead}.',
      fr: '« {about} » revient à un autre rôle dans ce programme. Pour : {instead}.',
    },
  },
  'somebody-else-has-to': {
    title: { en: 'Somebody else has to do this', fr: 'Quelqu’un d’autre doit le faire' },
    detail: {
      en: 'Two people look at this, and you were the first of them. Another reviewer goes on from here.',
      fr: 'Deux personnes examinent ceci, et vous étiez la première. Une autre personne prend la suite.',
    },
  },
  'consent-is-missing': {
    title: { en: 'The client has not agreed yet', fr: 'La personne n’a pas encore donné son accord' },
    detail: {
      en: 'Nothing about a client leaves without their agreement. Ask for it first, or hand over without telling anything.',
      fr: 'Rien sur une personne n’est transmis sans son accord. Demandez-le d’abord, ou transférez sans rien dire.',
    },
  },
  'no-offer-is-open': {
    title: { en: 'No offer is open', fr: 'Aucune offre n’est en cours' },
    detail: {
      en: 'There is no service to hand the client over to at this step. Read the case again.',
      fr: 'Il n’y a aucun service à qui transférer la personne à cette étape. Relisez le dossier.',
    },
  },
  'question-is-not-in-this-program': {
    title: { en: 'This program does not ask that', fr: 'Ce programme ne pose pas cette question' },
    detail: {
      en: 'There is no question "{about}". Its questions: {instead}.',
      fr: 'Il n’y a pas de question « {about} ». Ses questions : {instead}.',
    },
  },
  'answer-does-not-fit-the-question': {
    title: { en: 'The answer does not fit the question', fr: 'La réponse ne convient pas à la question' },
    detail: {
      en: 'The answer to "{about}" cannot be taken as it is. Possible: {instead}. Or "prefer-not".',
      fr: 'La réponse à « {about} » ne peut pas être prise telle quelle. Possible : {instead}. Ou « prefer-not ».',
    },
  },
  'field-is-missing': {
    title: { en: 'Something is missing', fr: 'Il manque une information' },
    detail: { en: 'Please send the field "{about}" too.', fr: 'Veuillez aussi envoyer le champ « {about} ».' },
  },
  'field-does-not-fit': {
    title: { en: 'A field needs another value', fr: 'Un champ doit être corrigé' },
    detail: {
      en: 'The field "{about}" cannot be taken as it is. Possible: {instead}.',
      fr: 'Le champ « {about} » ne peut pas être pris tel quel. Possible : {instead}.',
    },
  },
  'service-is-unknown': {
    title: { en: 'This service is not in the directory', fr: 'Ce service n’est pas au répertoire' },
    detail: {
      en: 'Not found: {about}. Choose services from the directory. If none fits, say that nothing was found.',
      fr: 'Introuvable : {about}. Choisissez des services du répertoire. Si aucun ne convient, indiquez que rien n’a été trouvé.',
    },
  },
  'only-the-client-may-consent': {
    title: { en: 'Only the client may agree to this', fr: 'Seule la personne concernée peut donner cet accord' },
    detail: {
      en: 'Somebody else cannot agree in their place here. It may be given by: {instead}.',
      fr: 'Personne d’autre ne peut donner cet accord ici. Il peut être donné par : {instead}.',
    },
  },
  'timer-is-stale': {
    title: { en: 'This timer is out of date', fr: 'Cette minuterie n’est plus valable' },
    detail: {
      en: 'The case has moved on since it was set. Nothing was changed.',
      fr: 'Le dossier a avancé depuis qu’elle a été réglée. Rien n’a été modifié.',
    },
  },
  'condition-does-not-hold': {
    title: { en: 'The condition for this is not met', fr: 'La condition n’est pas remplie' },
    detail: {
      en: '"{about}" is not possible with the answers so far. Check the answers first.',
      fr: '« {about} » n’est pas possible avec les réponses actuelles. Vérifiez d’abord les réponses.',
    },
  },
};
