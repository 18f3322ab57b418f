import type { Keyring, Who } from '../../../libs/platform/index.js';
import type { Answer } from './once.js';

const about = ({ tenant, person }: Who): string => `answer ${tenant} ${person ?? ''}`;

/** A secret as it may stand in an answer that is kept for a repeated request: sealed, so that no table has it in the open. */
export const sealedInAnswer = (keyring: Keyring, who: Who, secret: string): string =>
  keyring.seal(secret, about(who)).toString('base64');

/** The answer as it is sent, first or again: the sealed field of its body opened. */
export function openAnswer(keyring: Keyring, who: Who, answer: Answer, field: string): Answer {
  const body = (answer.json === undefined ? answer.body : JSON.parse(answer.json)) as Record<string, string>;
  const secret = keyring.open(Buffer.from(body[field] ?? '', 'base64'), about(who));
  return { ...answer, json: JSON.stringify({ ...body, [field]: secret }) };
}
