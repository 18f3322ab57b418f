import { listOf, readNets } from './nets.config.js';
import type { Settings } from './settings.js';

/** Private addresses and nets that webhooks may go to as well, and by http: partners within the operator's own network. */
export const readAllowedPrivate = (settings: Settings): readonly string[] =>
  readNets(settings, 'WEBHOOK_ALLOW_PRIVATE');

/** Keys of before: they open what they sealed, and seal nothing more. */
export function readOldKeys(settings: Settings): readonly Buffer[] {
  const keys = listOf(settings.get('ENCRYPTION_KEY_OLD')).map((text) => Buffer.from(text, 'base64'));
  if (keys.every((key) => key.length === 32)) return keys;
  settings.refuse(
    'ENCRYPTION_KEY_OLD has a key that is not 32 bytes in base64: list the former values of ENCRYPTION_KEY with commas.',
    'ENCRYPTION_KEY_OLD contient une clé qui ne fait pas 32 octets en base64 : énumérez les anciennes valeurs d’ENCRYPTION_KEY séparées par des virgules.',
  );
  return [];
}
