import { isIP } from 'node:net';
import type { Settings } from './settings.js';

/** Private addresses and nets that webhooks may go to as well, and by http: partners within the operator's own network. */
export function readAllowedPrivate(settings: Settings): readonly string[] {
  const listed = listOf(settings.get('WEBHOOK_ALLOW_PRIVATE'));
  const wrong = listed.filter((net) => !isNet(net));
  if (wrong.length === 0) return listed;
  settings.refuse(
    `WEBHOOK_ALLOW_PRIVATE has "${wrong.join('", "')}": list addresses or nets with commas, for example 10.20.0.0/16, 192.168.1.5.`,
    `WEBHOOK_ALLOW_PRIVATE contient « ${wrong.join(' », « ')} » : énumérez des adresses ou des réseaux séparés par des virgules, par exemple 10.20.0.0/16, 192.168.1.5.`,
  );
  return [];
}

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

const listOf = (text: string | null): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function isNet(text: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && (bits === undefined || Number(bits) <= (version === 6 ? 128 : 32));
}
