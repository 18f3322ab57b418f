import type { Text } from '../../../libs/eligibility/index.js';
import { applicationMessages } from './application-messages.js';
import { documentMessages } from './document-messages.js';
import { draftMessages } from './draft-messages.js';
import { partnerMessages } from './partner-messages.js';
import { teamMessages } from './team-messages.js';

/** The languages in which the API itself speaks. Programs may have more. */
export type Language = 'en' | 'fr';

export interface Message {
  readonly title: Text;
  /** `{name}` is filled from the parameters. */
  readonly detail: Text;
}

/** Every kind of problem, by the last part of its stable type URI `/problems/<kind>`. */
export const messages = {
  'sign-in-needed': {
    title: { en: 'Please sign in', fr: 'Veuillez vous connecter' },
    detail: {
      en: 'Send "Authorization: Bearer <token>". The token may have expired, or you signed out: sign in again.',
      fr: 'Envoyez « Authorization: Bearer <jeton> ». Le jeton a peut-être expiré, ou vous vous êtes déconnecté : connectez-vous à nouveau.',
    },
  },
  'role-may-not': {
    title: { en: 'Your role may not do this', fr: 'Votre rôle ne permet pas cela' },
    detail: {
      en: 'You are signed in as {role}. This is for: {allowed}.',
      fr: 'Vous êtes connecté en tant que {role}. Ceci est réservé à : {allowed}.',
    },
  },
  'scope-is-missing': {
    title: { en: 'This key may not do this', fr: 'Cette clé ne permet pas cela' },
    detail: {
      en: 'The key lacks the scope {scope}. Ask the helpline for a key that has it.',
      fr: 'Il manque à la clé la portée {scope}. Demandez à la ligne d’aide une clé qui l’a.',
    },
  },
  'not-found': {
    title: { en: 'We did not find this', fr: 'Nous n’avons pas trouvé cela' },
    detail: {
      en: 'There is nothing at this address, or it belongs to somebody else. Check the address.',
      fr: 'Il n’y a rien à cette adresse, ou cela appartient à quelqu’un d’autre. Vérifiez l’adresse.',
    },
  },
  'method-is-not-offered': {
    title: { en: 'This cannot be done here', fr: 'Cela ne peut pas se faire ici' },
    detail: {
      en: 'This address does not take {method}. The document at /api/openapi.json says what it takes.',
      fr: 'Cette adresse n’accepte pas {method}. Le document /api/openapi.json dit ce qu’elle accepte.',
    },
  },
  'request-is-malformed': {
    title: { en: 'We could not read the request', fr: 'Nous n’avons pas pu lire la demande' },
    detail: {
      en: 'Something in the request is not written as it should be. Check its address, headers and body.',
      fr: 'Un élément de la demande n’est pas écrit correctement. Vérifiez son adresse, ses en-têtes et son contenu.',
    },
  },
  'body-is-not-json': {
    title: { en: 'The body is not valid JSON', fr: 'Le contenu n’est pas du JSON valide' },
    detail: {
      en: 'Send one JSON object in UTF-8. Check quotes, commas and brackets.',
      fr: 'Envoyez un objet JSON en UTF-8. Vérifiez les guillemets, les virgules et les accolades.',
    },
  },
  'content-type-is-not-json': {
    title: { en: 'Only JSON is read here', fr: 'Seul le JSON est lu ici' },
    detail: {
      en: 'Send the header "Content-Type: application/json" and a JSON body.',
      fr: 'Envoyez l’en-tête « Content-Type: application/json » et un contenu JSON.',
    },
  },
  'request-is-too-large': {
    title: { en: 'The request is too large', fr: 'La demande est trop volumineuse' },
    detail: {
      en: 'A request may have at most {limit}. Send less.',
      fr: 'Une demande peut avoir au plus {limit}. Envoyez-en moins.',
    },
  },
  'address-is-malformed': {
    title: { en: 'The address is not valid', fr: 'L’adresse n’est pas valide' },
    detail: {
      en: 'A part of the address cannot be read. Encode special characters as UTF-8 with percent signs.',
      fr: 'Une partie de l’adresse est illisible. Codez les caractères spéciaux en UTF-8 avec des signes de pourcentage.',
    },
  },
  'fields-do-not-fit': {
    title: { en: 'Some fields need another value', fr: 'Certains champs doivent être corrigés' },
    detail: {
      en: 'Nothing was changed. "errors" says which fields, and what to write instead.',
      fr: 'Rien n’a été modifié. « errors » indique les champs, et quoi écrire à la place.',
    },
  },
  'value-cannot-be-stored': {
    title: { en: 'A value cannot be stored', fr: 'Une valeur ne peut pas être enregistrée' },
    detail: {
      en: 'A text holds a character that cannot be kept (such as NUL), or a number or date is out of range. Nothing was changed.',
      fr: 'Un texte contient un caractère impossible à conserver (comme NUL), ou un nombre ou une date est hors limites. Rien n’a été modifié.',
    },
  },
  'idempotency-key-is-malformed': {
    title: { en: 'The Idempotency-Key is not valid', fr: 'La clé Idempotency-Key n’est pas valide' },
    detail: {
      en: 'Send 1 to 255 printable characters, for example a new UUID for each action.',
      fr: 'Envoyez de 1 à 255 caractères imprimables, par exemple un nouvel UUID pour chaque action.',
    },
  },
  'request-is-in-flight': {
    title: { en: 'The same request is still running', fr: 'La même demande est encore en cours' },
    detail: {
      en: 'A request with this Idempotency-Key has not finished. Wait a moment and send it again.',
      fr: 'Une demande avec cette clé Idempotency-Key n’est pas terminée. Attendez un instant et renvoyez-la.',
    },
  },
  'idempotency-key-was-used': {
    title: {
      en: 'This Idempotency-Key was used for something else',
      fr: 'Cette clé Idempotency-Key a servi à autre chose',
    },
    detail: {
      en: 'The first request with this key had another body. Use a new key for a new request.',
      fr: 'La première demande avec cette clé avait un autre contenu. Utilisez une nouvelle clé pour une nouvelle demande.',
    },
  },
  'if-match-is-missing': {
    title: { en: 'Say which version you change', fr: 'Indiquez la version que vous modifiez' },
    detail: {
      en: 'Send If-Match with the ETag that you last read, so that nobody’s change is lost.',
      fr: 'Envoyez If-Match avec l’ETag que vous avez lu, pour ne perdre la modification de personne.',
    },
  },
  'if-match-is-malformed': {
    title: { en: 'If-Match is not valid', fr: 'If-Match n’est pas valide' },
    detail: {
      en: 'Send one strong ETag as you got it, with its quotes, for example "3".',
      fr: 'Envoyez un seul ETag fort tel que reçu, avec ses guillemets, par exemple "3".',
    },
  },
  'somebody-else-changed-it': {
    title: { en: 'Somebody else changed this meanwhile', fr: 'Quelqu’un d’autre l’a modifié entre-temps' },
    detail: {
      en: 'You had version {yours}; it is now version {current}. Read it again ("current" holds it) and decide anew.',
      fr: 'Vous aviez la version {yours}; c’est maintenant la version {current}. Relisez-la (« current » la contient) et décidez à nouveau.',
    },
  },
  'it-reads-otherwise-now': {
    title: { en: 'Something has changed since you read it', fr: 'Quelque chose a changé depuis votre lecture' },
    detail: {
      en: 'Nothing was done. Read what is told of the client now ("current" holds it), and say it once more.',
      fr: 'Rien n’a été fait. Lisez ce qui est dit de la personne maintenant (« current » le contient), puis dites-le de nouveau.',
    },
  },
  'cursor-is-malformed': {
    title: { en: 'The cursor is not valid', fr: 'Le curseur n’est pas valide' },
    detail: {
      en: 'Use "next" of the page before as it is, or leave the cursor out to start at the beginning.',
      fr: 'Utilisez « next » de la page précédente tel quel, ou omettez le curseur pour commencer au début.',
    },
  },
  'foreign-host': {
    title: { en: 'The demo answers on this machine only', fr: 'La démo répond sur cet appareil seulement' },
    detail: {
      en: 'Open it as http://localhost:<port>. To serve others, set up the live mode (docs/operating.md).',
      fr: 'Ouvrez-la avec http://localhost:<port>. Pour servir d’autres personnes, configurez le mode réel (docs/operating.md).',
    },
  },
  'forwarded-request': {
    title: { en: 'The demo does not work behind a proxy', fr: 'La démo ne fonctionne pas derrière un mandataire' },
    detail: {
      en: 'The request has the header {header}. Call the demo directly on this machine, or set up the live mode.',
      fr: 'La demande a l’en-tête {header}. Appelez la démo directement sur cet appareil, ou configurez le mode réel.',
    },
  },
  'nobody-in-this-role': {
    title: { en: 'Nobody has this role here', fr: 'Personne n’a ce rôle ici' },
    detail: {
      en: 'The demo has no such person under {tenant}. Choose another role or tenant from GET /api/v1/demo.',
      fr: 'La démo n’a pas cette personne chez {tenant}. Choisissez un autre rôle ou organisme dans GET /api/v1/demo.',
    },
  },
  'sign-in-is-elsewhere': {
    title: { en: 'Nobody signs in this way here', fr: 'Personne ne se connecte ainsi ici' },
    detail: {
      en: 'This is a demo: sign in with POST /api/v1/demo/sign-in.',
      fr: 'Ceci est une démo : connectez-vous avec POST /api/v1/demo/sign-in.',
    },
  },
  'sign-in-is-over': {
    title: { en: 'This sign-in took too long', fr: 'Cette connexion a pris trop de temps' },
    detail: {
      en: 'It was used already, or its time has passed. Please sign in again.',
      fr: 'Elle a déjà servi, ou son délai est passé. Veuillez vous connecter à nouveau.',
    },
  },
  'logout-token-is-not-valid': {
    title: { en: 'This logout token is not valid', fr: 'Ce jeton de déconnexion n’est pas valide' },
    detail: {
      en: 'It must be signed by our sign-in provider, be meant for us, be recent, and come once (OpenID Connect Back-Channel Logout 1.0).',
      fr: 'Il doit être signé par notre fournisseur de connexion, nous être destiné, être récent et ne servir qu’une fois (OpenID Connect Back-Channel Logout 1.0).',
    },
  },
  'letter-is-not-in-that-status': {
    title: { en: 'This letter has moved on', fr: 'Cette lettre a déjà avancé' },
    detail: {
      en: 'It is "{status}" now, so this cannot be done. Read it again.',
      fr: 'Elle est maintenant « {status} » : cela n’est pas possible. Relisez-la.',
    },
  },
  'letter-has-no-address': {
    title: { en: 'No address is known for this letter', fr: 'Aucune adresse n’est connue pour cette lettre' },
    detail: {
      en: 'Ask the person for their address, write it in the case, and send the letter again. Or send it the other way.',
      fr: 'Demandez son adresse à la personne, inscrivez-la au dossier, puis renvoyez la lettre. Ou envoyez-la de l’autre façon.',
    },
  },
  'letter-is-erased': {
    title: { en: 'This letter is kept no more', fr: 'Cette lettre n’est plus conservée' },
    detail: {
      en: 'Its words were erased together with the answers in it. When it was sent, and how, is still known.',
      fr: 'Son texte a été effacé avec les réponses qu’il contenait. On sait encore quand et comment elle a été envoyée.',
    },
  },
  'referral-is-not-in-that-status': {
    title: { en: 'This referral has moved on', fr: 'Cette orientation a déjà avancé' },
    detail: {
      en: 'It is "{status}" now, so this can no longer be done. Read it again.',
      fr: 'Elle est maintenant « {status} » : cela n’est plus possible. Relisez-la.',
    },
  },
  'referral-is-completed': {
    title: { en: 'This referral is completed', fr: 'Cette orientation est terminée' },
    detail: {
      en: 'Nobody reads messages about it any more, and yours was not sent. Call the other side, or open a new contact if the person needs help again.',
      fr: 'Plus personne ne lit les messages à son sujet, et le vôtre n’a pas été envoyé. Appelez l’autre partie, ou ouvrez un nouvel échange si la personne a de nouveau besoin d’aide.',
    },
  },
  'nothing-may-be-told': {
    title: {
      en: 'Nothing may be shared with this agency now',
      fr: 'Rien ne peut être transmis à cet organisme maintenant',
    },
    detail: {
      en: 'The client did not agree to it, took it back, or the agency is done with them. Call the agency, and share nothing of the client.',
      fr: 'La personne n’a pas donné son accord, est revenue dessus, ou l’organisme a terminé avec elle. Appelez l’organisme, sans rien transmettre sur la personne.',
    },
  },
  'contact-is-closed': {
    title: { en: 'This contact is closed', fr: 'Cet échange est terminé' },
    detail: {
      en: 'Its note is written and it has ended. If the person is back, open a new contact.',
      fr: 'Sa note est rédigée et il est terminé. Si la personne revient, ouvrez un nouvel échange.',
    },
  },
  'override-was-reviewed': {
    title: { en: 'This was reviewed already', fr: 'Ceci a déjà été examiné' },
    detail: {
      en: 'Somebody has looked at this disclosure before. Nothing was changed.',
      fr: 'Quelqu’un a déjà examiné cette divulgation. Rien n’a été modifié.',
    },
  },
  'own-override-needs-somebody-else': {
    title: { en: 'Somebody else has to review this', fr: 'Quelqu’un d’autre doit examiner ceci' },
    detail: {
      en: 'You made this disclosure yourself. Ask another supervisor to look at it.',
      fr: 'Vous avez fait cette divulgation vous-même. Demandez à une autre personne responsable de l’examiner.',
    },
  },
  ...applicationMessages,
  ...documentMessages,
  ...draftMessages,
  ...partnerMessages,
  ...teamMessages,
  'too-many-requests': {
    title: { en: 'Too many requests', fr: 'Trop de demandes' },
    detail: {
      en: 'Wait as long as Retry-After says (in seconds), then go on more slowly.',
      fr: 'Attendez le temps indiqué par Retry-After (en secondes), puis continuez plus lentement.',
    },
  },
  'try-again-soon': {
    title: { en: 'Please try again in a moment', fr: 'Veuillez réessayer dans un instant' },
    detail: {
      en: 'We could not finish this now, and nothing was changed. Send the same request again.',
      fr: 'Nous n’avons pas pu terminer, et rien n’a été modifié. Renvoyez la même demande.',
    },
  },
  'something-went-wrong': {
    title: { en: 'Something went wrong on our side', fr: 'Un problème est survenu de notre côté' },
    detail: {
      en: 'Nothing was changed. If it happens again, tell your administrator this number: {request}.',
      fr: 'Rien n’a été modifié. Si cela se reproduit, donnez ce numéro à votre administrateur : {request}.',
    },
  },
} as const satisfies Record<string, Message>;

export type ProblemKind = keyof typeof messages;
