import { endingsOf, type MediaType } from './media-type.js';

const longest = 120;

/**
 * What people see it called. Never a path: only what stands after the last slash, without control and direction characters, and
 * with the ending of what it is, so that nothing poses as another kind.
 */
export function cleanName(given: string, type: MediaType): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}"<>|:*?]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const [first = ''] = endingsOf(type);
  const ending = endingsOf(type).find((one) => plain.toLowerCase().endsWith(one));
  const stem = ending === undefined ? plain : plain.slice(0, -ending.length).trimEnd();
  return ([...stem].slice(0, longest).join('').trimEnd() || 'document') + (ending?.toLowerCase() ?? first);
}
