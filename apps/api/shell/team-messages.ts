import type { Message } from './messages.js';

/** Why a team cannot be sent, or taken off the list. */
export const teamMessages = {
  'team-is-sent': {
    title: { en: 'This team is with somebody', fr: 'Cette équipe est auprès de quelqu’un' },
    detail: {
      en: 'It was sent and is not back yet. Say that it is back first (POST …/back), then try again. Nothing was changed.',
      fr: 'Elle a été envoyée et n’est pas encore revenue. Indiquez d’abord son retour (POST …/back), puis réessayez. Rien n’a été modifié.',
    },
  },
  'team-is-out': {
    title: { en: 'Their team is still out', fr: 'Leur équipe n’est pas encore revenue' },
    detail: {
      en: 'It is on the way or with the person, and the case waits for it. Say first what came of that: {instead}. Nothing was changed.',
      fr: 'Elle est en route ou auprès de la personne, et le dossier l’attend. Indiquez d’abord la suite : {instead}. Rien n’a été modifié.',
    },
  },
  'team-is-sent-already': {
    title: { en: 'This team is with somebody else', fr: 'Cette équipe est auprès de quelqu’un d’autre' },
    detail: {
      en: 'It was sent for another dispatch and is not back yet. Name another team, or say that it is back. The offer is still open.',
      fr: 'Elle a été envoyée pour une autre intervention et n’est pas encore revenue. Nommez une autre équipe, ou indiquez son retour. L’offre est toujours ouverte.',
    },
  },
  'team-is-not-of-this-service': {
    title: { en: 'This service has no such team', fr: 'Ce service n’a pas cette équipe' },
    detail: {
      en: 'Name one of the teams of the service that was asked (GET /agencies/<id>/teams), or none. The offer is still open.',
      fr: 'Nommez une des équipes du service sollicité (GET /agencies/<id>/teams), ou aucune. L’offre est toujours ouverte.',
    },
  },
} as const satisfies Record<string, Message>;
