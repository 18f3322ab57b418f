import { allBuiltIns } from '../feel/built-in-names.js';

/** A name in a text that may be a question's id, and where it stands. */
interface Token {
  readonly from: number;
  readonly name: string;
}

/** Words of the language, and names that it gives. */
const words = new Set(
  `if then else for in return some every satisfies and or not between instance of true false null function external item
  partial`.split(/\s+/),
);
/** What a date, time, duration or range has: `born.year` asks the question `born`. */
const parts = new Set(
  'year month day weekday value hour minute second timezone years months days hours minutes seconds start end'.split(
    ' ',
  ),
);

const functions = allBuiltIns()
  .toSorted((a, b) => b.length - a.length)
  .map((name) => name.replaceAll(' ', '\\s+'));
const passedOver = [
  '"(?:[^"\\\\]|\\\\.)*"',
  '/\\*[^]*?\\*/',
  '//[^\\n]*',
  '\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?',
  `(?:${functions.join('|')}|date\\s+and\\s+time)(?=\\s*\\()`,
];
const identifier = '[\\p{L}_][\\p{L}\\p{N}_]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*)*';
const pattern = new RegExp(`${passedOver.join('|')}|(?<name>${identifier})`, 'gu');

function tokensIn(text: string): Token[] {
  return [...text.matchAll(pattern)].flatMap((found): Token[] => {
    const { name } = found.groups ?? {};
    if (name === undefined || words.has(name)) return [];
    const before = text.slice(0, found.index).trimEnd();
    const isEntry = before.endsWith('.') && !before.endsWith('..');
    const after = text.slice(found.index + name.length).trimStart();
    return isEntry || /^[(:]/.test(after) ? [] : [{ from: found.index, name: withoutPart(name) }];
  });
}

function withoutPart(name: string): string {
  const [first = '', ...rest] = name.split('.');
  return rest.length > 0 && parts.has(rest.at(-1) ?? '') ? [first, ...rest.slice(0, -1)].join('.') : name;
}

/** Names in a text of FEEL that may be ids of questions, in the order of writing, each once. */
export function namesIn(text: string): readonly string[] {
  return [...new Set(tokensIn(text).map(({ name }) => name))];
}

/** Names that stand before a dash without a space: `a-b` may be meant as a name or as a subtraction. */
export function dashedIn(text: string): readonly string[] {
  return tokensIn(text).flatMap(({ from, name }) => {
    const [dashed] = /^-[\p{L}_][\p{L}\p{N}_]*/u.exec(text.slice(from + name.length)) ?? [];
    return dashed === undefined ? [] : [`${name}${dashed}`];
  });
}

/** Names that the text declares itself, for a loop or a function. */
export function declaredIn(text: string): readonly string[] {
  const loops = [...text.matchAll(/(?:\b(?:for|some|every)\s|,)\s*([\p{L}_][\p{L}\p{N}_]*)\s+in\b/gu)];
  const parameters = [...text.matchAll(/\bfunction\s*\(([^)]*)\)/gu)];
  return [
    ...loops.map(([, name = '']) => name),
    ...parameters.flatMap(([, names = '']) => names.split(',').map((name) => name.split(':')[0]?.trim() ?? '')),
  ];
}

/** The text with these questions called otherwise. */
export function renamedIn(text: string, renamed: ReadonlyMap<string, string>): string {
  const tokens = tokensIn(text);
  return tokens.reduceRight((written, { from, name }) => {
    const to = renamed.get(name);
    return to === undefined ? written : `${written.slice(0, from)}${to}${written.slice(from + name.length)}`;
  }, text);
}
