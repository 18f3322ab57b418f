import { type Decision, type Domain, compileDecision, readWrittenTable } from '../../libs/eligibility/index.js';

/** The questions of the examples. */
export const questions: Readonly<Record<string, Domain>> = {
  housing: { kind: 'choice', values: ['own', 'rent', 'renting-room', 'none'] },
  student: { kind: 'boolean' },
  benefits: { kind: 'multi', values: ['ow', 'odsp', 'ei'] },
  age: { kind: 'number', min: 0, max: 120, step: 1 },
  household_size: { kind: 'number', min: 1, max: 20, step: 1 },
  income: { kind: 'number', min: 0, step: 1 },
  rent: { kind: 'number', min: 0, step: 1 },
  born: { kind: 'date' },
  moved_in: { kind: 'date' },
  postal: { kind: 'text' },
};
const kinds: Readonly<Record<Domain['kind'], string>> = {
  choice: 'choice',
  boolean: 'yes or no',
  multi: 'several choices',
  number: 'number',
  date: 'date',
  text: 'text',
};

/** What is asked, the column's input, the cell. */
type Example = readonly [what: string, input: string, cell: string];

const cells: readonly Example[] = [
  ['anything', 'housing', '-'],
  ['one word, or one of several', 'housing', '"rent", "renting-room"'],
  ['any other word', 'housing', 'not("own")'],
  ['yes', 'student', 'true'],
  ['a number, a limit, a range', 'age', '[18..65]'],
  ['a limit that is worked out', 'income', '<= 12 * 1500'],
  ['a date that is worked out', 'born', '<= date("2026-01-01") - duration("P18Y")'],
  ['one choice among several', 'benefits', 'list contains(?, "ow")'],
  ['how many were chosen', 'benefits', 'count(?) >= 2'],
  ['both of two things', 'age', '? >= 16 and not(? in (17, 19))'],
  ['how a word of a list begins', 'housing', 'starts with(?, "rent")'],
  ['a rule for whole numbers', 'household_size', 'even(?)'],
  ['how a text begins', 'postal', 'starts with(upper case(?), "M")'],
  ['how a text is made', 'postal', 'matches(?, "^[A-Z][0-9][A-Z]")'],
  ['how long a text is', 'postal', 'string length(?) > 3'],
  ['a part of a date', 'born', '?.year >= 2008'],
  ['another question', 'rent', '> income / 2'],
  ['the time between two dates', 'born', 'years and months duration(?, moved_in) >= duration("P18Y")'],
];
const columns: readonly Example[] = [
  ['a question', 'age', '>= 18'],
  ['a sum', 'income / household_size', '<= 1500'],
  ['how many were chosen', 'count(benefits)', '>= 2'],
  ['a part of a text', 'substring(postal, 1, 1)', '"K", "L", "M", "N", "P"'],
  ['the larger of two', 'max(income, rent)', '> 1000'],
  ['days between two dates', '(moved_in - born).days', '> 30'],
  ['one of two', 'if student then rent else income', '<= 900'],
];
const refused: readonly Example[] = [
  ['a word without quotes', 'housing', 'rent'],
  ['two words joined by or', 'housing', '"own" or "rent"'],
  ['the moment', 'born', '< today()'],
  ['no answer', 'age', 'null'],
  ['a question that there is not', 'rent', '> incom'],
  ['a name with a space', 'age', '> household size'],
  ['a dash between names', 'rent', '? > income-rent'],
  ['text asked of a number', 'age', 'starts with(?, "1")'],
  ['a number asked of text', 'postal', '> 3'],
  ['a list asked of one word', 'housing', 'count(?) > 1'],
  ['another question alone', 'age', 'income > 3'],
  ['a constant that never ends', 'income', '<= 10000 / 3'],
  ['a constant that is none', 'income', '<= 1 / 0'],
  ['a misspelt function', 'postal', 'start with(?, "M")'],
  ['the type of a value', 'age', '? instance of number'],
  ['a function of another language', 'age', 'function(x) external {java: {class: "X"}}'],
];

type Made = { readonly decision: Decision } | { readonly message: string; readonly instead: string };

async function made(input: string, cell: string): Promise<Made> {
  const label = { en: input, fr: input };
  const written = {
    id: 't',
    name: 't',
    inputs: [{ reads: input, label }],
    outcomes: ['yes', 'no'],
    otherwise: 'no',
    rows: [{ cells: [cell], outcome: 'yes' }],
  };
  const lines = { line: 1, inputs: [1], outputs: [1], rows: [{ line: 1, inputs: [1], outputs: [1] }] };
  const read = await readWrittenTable(written, lines, { file: 't', version: 'v' });
  if (!read.ok) return read.problems[0]!;
  const compiled = compileDecision(read.tables[0]!, questions);
  return compiled.ok ? compiled : compiled.problems[0]!;
}

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]) =>
  [line(head), line(head.map(() => '---')), ...rows].join('\n');

async function accepted([what, input, cell]: Example, first: readonly string[]): Promise<string> {
  const found = await made(input, cell);
  if (!('decision' in found)) throw new Error(`${input}: ${cell} is refused: ${found.message}`);
  return line([what, ...first, code(cell), found.decision.method === 'exact' ? 'exactly' : 'carefully']);
}

async function notAccepted([what, input, cell]: Example): Promise<string> {
  const found = await made(input, cell);
  if ('decision' in found) throw new Error(`${input}: ${cell} is not refused`);
  return line([what, code(cell), found.instead]);
}

/** The three tables of the page, as the reader of tables has them. */
export async function feelTables(): Promise<Readonly<Record<string, string>>> {
  const typeOf = (input: string) => kinds[questions[input]!.kind];
  const all = <T>(of: readonly Example[], row: (one: Example) => Promise<T>) => Promise.all(of.map(row));
  return {
    cells: table(['To ask for', 'of', 'write', 'decided'], await all(cells, (one) => accepted(one, [typeOf(one[1])]))),
    columns: table(
      ['To test', 'write as the input', 'with a cell such as', 'decided'],
      await all(columns, (one) => accepted(one, [code(one[1])])),
    ),
    refused: table(['Refused', 'such as', 'what it says to do'], await all(refused, notAccepted)),
  };
}
