const LONGEST = 2_000;

/**
 * What somebody typed, as text and nothing else: characters that steer (controls, marks that turn the direction of what follows,
 * halves of characters) are taken out. A line break stays.
 */
export function plainText(value: string): string {
  return value
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]|[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu, '')
    .replace(/\p{Cs}|\p{Cn}|\p{Co}/gu, '\uFFFD')
    .slice(0, LONGEST)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}
