/** Which characters a class of an XPath pattern takes: a test of one code point. */
export type Takes = (point: number) => boolean;

/** What is wrong with a pattern, by code. Never leaves the reader of patterns. */
export class BadPattern extends Error {
  constructor(readonly code: 'pattern-is-malformed' | 'pattern-is-outside' | 'pattern-is-too-long') {
    super(code);
  }
}

const upper = (point: number): number => one(String.fromCodePoint(point).toUpperCase(), point);
const lower = (point: number): number => one(String.fromCodePoint(point).toLowerCase(), point);
/** Mappings to several characters are left out, as XPath has it. */
function one(text: string, otherwise: number): number {
  const point = text.codePointAt(0) ?? otherwise;
  return text.length === (point > 0xffff ? 2 : 1) ? point : otherwise;
}

/** A character with those that differ from it by case alone. */
export function variantsOf(point: number): readonly number[] {
  const [small, large] = [lower(point), upper(point)];
  return [...new Set([point, small, large, upper(small), lower(large)])];
}

export function anyCase(takes: Takes): Takes {
  return (point) => takes(point) || variantsOf(point).some(takes);
}

/** The Unicode blocks that a name is likely to be wanted of. */
const blocks = new Map<string, readonly [number, number]>([
  ['BasicLatin', [0x0000, 0x007f]],
  ['Latin-1Supplement', [0x0080, 0x00ff]],
  ['LatinExtended-A', [0x0100, 0x017f]],
  ['LatinExtended-B', [0x0180, 0x024f]],
  ['Greek', [0x0370, 0x03ff]],
  ['GreekandCoptic', [0x0370, 0x03ff]],
  ['Cyrillic', [0x0400, 0x04ff]],
  ['Hebrew', [0x0590, 0x05ff]],
  ['Arabic', [0x0600, 0x06ff]],
  ['UnifiedCanadianAboriginalSyllabics', [0x1400, 0x167f]],
  ['GeneralPunctuation', [0x2000, 0x206f]],
  ['CurrencySymbols', [0x20a0, 0x20cf]],
  ['CJKUnifiedIdeographs', [0x4e00, 0x9fff]],
]);

const unicode = (expression: string): Takes => {
  const test = new RegExp(`^${expression}$`, 'u');
  return (point) => test.test(String.fromCodePoint(point));
};
const categories = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;

/** `\p{Lu}`, `\p{IsGreek}`: what stands in the braces. */
export function propertyClass(name: string): Takes {
  if (categories.test(name)) return unicode(`\\p{${name}}`);
  const block = name.startsWith('Is') ? blocks.get(name.slice(2)) : undefined;
  if (!block) throw new BadPattern(name.startsWith('Is') ? 'pattern-is-outside' : 'pattern-is-malformed');
  const [from, to] = block;
  return (point) => point >= from && point <= to;
}

const classes: Readonly<Record<string, Takes>> = {
  d: unicode('\\p{Nd}'),
  s: (point) => point === 0x20 || point === 0x09 || point === 0x0a || point === 0x0d,
  w: unicode('[^\\p{P}\\p{Z}\\p{C}]'),
  i: unicode('[\\p{L}\\p{Nl}_:]'),
  c: unicode('[\\p{L}\\p{Nl}\\p{Nd}\\p{Mn}\\p{Mc}_:.\\-\\u00b7]'),
};

/** `\d`, `\W` and their like; undefined for another letter. */
export function letterClass(letter: string): Takes | undefined {
  const takes = Object.hasOwn(classes, letter.toLowerCase()) ? classes[letter.toLowerCase()] : undefined;
  return takes && letter !== letter.toLowerCase() ? (point) => !takes(point) : takes;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The character that an escape stands for; undefined where it is none. */
export function escapedPoint(letter: string): number | undefined {
  const text = /^[\\|.?*+(){}\-[\]^$]$/.test(letter)
    ? letter
    : Object.hasOwn(escapes, letter)
      ? escapes[letter]
      : undefined;
  return text?.codePointAt(0);
}
