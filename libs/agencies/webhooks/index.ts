export { AddressRules, faultOfUrl, isNet, type UrlFault } from './address-rules.js';
export {
  addWebhook,
  changeWebhook,
  mostWebhooks,
  type NewSecrets,
  removeWebhook,
  rotateSecrets,
  type WebhookChange,
  type WebhookMade,
} from './change-webhook.js';
export { bodyOf, type Courier, deliverWebhook, type Stopped, type WebhookBody } from './deliver-webhook.js';
export {
  type DeliveryFilter,
  deliveryStatuses,
  type DeliveryStatus,
  listDeliveries,
  type WebhookDelivery,
} from './list-deliveries.js';
export { keepMessagesDays, oldMessages } from './forget-messages.js';
export { type Answered, postWebhook, type PostOptions } from './post-webhook.js';
export { newSecret, publicKeyOf, type SecretKind, secretKinds, signedHeaders, type SigningSecret } from './sign.js';
export {
  mostWaitingTests,
  replayMessages,
  type Replayed,
  tellAgency,
  testWebhook,
  type ToTell,
} from './tell-agency.js';
export { findWebhook, listWebhooks, lockWebhook, type Webhook, webhookEvents, type WebhookEvent } from './webhook.js';
