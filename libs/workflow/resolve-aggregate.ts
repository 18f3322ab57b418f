import { type Place, type Report, at, instead, oneOf } from './problem.js';
import type { ColumnType, Computed, QuestionType, RowTest, Summed } from './program.js';
import { choiceWords } from './resolve-choices.js';
import { type Part, scoped } from './resolve-questions.js';
import type { Resolving } from './resolve-texts.js';
import type { ById, QuestionSource } from './source.js';
import type { ColumnSource, WhereSource } from './source-rows.js';

/** `of` is for sums and `where` for what is computed of rows. */
export function checkOnlyOfRows(
  report: Report,
  place: Place,
  id: string,
  { compute, of, where }: QuestionSource,
): void {
  if (of && compute !== 'sum') {
    const message = `"${id}" names columns, and no sum of them is computed.`;
    report('computed-does-not-fit', at(place, 'of'), message, 'Write compute: sum, or take of: out.');
  }
  if (where && compute !== 'sum' && compute !== 'count') {
    const message = `"${id}" says which rows are meant, and none are counted or summed.`;
    report('computed-does-not-fit', at(place, 'where'), message, 'Write compute: count, or take where: out.');
  }
}

/** What is counted or summed over rows. `source.from` is a question of rows. Undefined after a report. */
export function resolveAggregate(
  { report }: Pick<Resolving, 'report'>,
  part: Part,
  place: Place,
  id: string,
  source: QuestionSource,
): Computed | undefined {
  const from = source.from ?? '';
  const columns = part.questions[from]?.columns ?? {};
  const sums = source.compute === 'sum' ? resolveSums(report, place, id, source, columns) : undefined;
  if (source.compute === 'count' && source.type !== 'integer') {
    const message = `compute: count makes an integer, and "${id}" is ${source.type ?? 'of no type'}.`;
    report('computed-does-not-fit', at(place, 'compute'), message, 'Write type: integer.');
  }
  const where = Object.entries(source.where ?? {}).map(([name, test]) =>
    resolveTest(report, at(place, 'where', name), from, name, columns, test),
  );
  const tests = where.flatMap((test) => test ?? []);
  if ((source.compute === 'sum' && !sums) || tests.length < where.length) return undefined;
  return {
    from: scoped(part.alias, from),
    how: source.compute === 'sum' ? 'sum' : 'count',
    of: 0,
    ...(sums && { sums }),
    ...(tests.length > 0 && { where: tests }),
  };
}

const SUMMED: readonly QuestionType[] = ['money', 'integer'];

function resolveSums(
  report: Report,
  place: Place,
  id: string,
  { of = [], type }: QuestionSource,
  columns: ById<ColumnSource>,
): readonly Summed[] | undefined {
  const numbers = Object.keys(columns).filter((name) => SUMMED.includes(columns[name]?.type ?? 'text'));
  if (of.length === 0) {
    const message = `"${id}" is to be a sum, and it is not said of what.`;
    report('sum-of-nothing', at(place, 'compute'), message, `Write of: [${numbers.join(', ') || 'a money column'}].`);
    return undefined;
  }
  const stray = of.findIndex((name) => !numbers.includes(name));
  if (stray >= 0) {
    const message = `"${of[stray]}" is no column of money or whole numbers, so there is no sum of it.`;
    report('computed-does-not-fit', at(place, 'of', stray), message, instead(of[stray] ?? '', numbers));
    return undefined;
  }
  const types = [...new Set(of.map((name) => columns[name]?.type))];
  if (types.length > 1 || types[0] !== type) {
    const message = `"${id}" is ${type ?? 'of no type'}, and sums ${oneOf(types.map(String)).replaceAll('"', '')}.`;
    report(
      'computed-does-not-fit',
      at(place, 'of'),
      message,
      'Sum money into money, or whole numbers into an integer.',
    );
    return undefined;
  }
  return of.map((column) => summed(column, columns));
}

const summed = (column: string, columns: ById<ColumnSource>): Summed => {
  const missing = columns[column]?.missing;
  return { column, ...(missing !== undefined && { missing }) };
};

function resolveTest(
  report: Report,
  place: Place,
  from: string,
  name: string,
  columns: ById<ColumnSource>,
  written: WhereSource,
): RowTest | undefined {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (!column) {
    const message = `The rows of "${from}" have no column "${name}".`;
    report('unknown-column', place, message, instead(name, Object.keys(columns)));
    return undefined;
  }
  const type = column.type ?? (column.choices ? 'choice' : 'text');
  const test = testOf(written, type);
  const stray = test && 'words' in test ? test.words.find((word) => !choiceWords(column).includes(word)) : undefined;
  if (test && stray === undefined) return { ...summed(name, columns), ...test };
  const words = choiceWords(column);
  const message =
    stray === undefined
      ? `This cannot be asked of the column "${name}", which is ${type}.`
      : `The column "${name}" has no choice "${stray}".`;
  report('where-does-not-fit', place, message, stray === undefined ? FITTING[type] : instead(stray, words));
  return undefined;
}

type Test =
  | { readonly words: readonly string[] }
  | { readonly is: boolean }
  | { readonly type: 'number' | 'years'; readonly min?: number; readonly max?: number };

function testOf(written: WhereSource, type: ColumnType): Test | undefined {
  if (typeof written === 'boolean') return type === 'boolean' ? { is: written } : undefined;
  if (typeof written === 'string' || isList(written)) {
    return type === 'choice' ? { words: [written].flat() } : undefined;
  }
  if (type === 'date') return { type: 'years', ...written };
  return type === 'integer' || type === 'money' ? { type: 'number', ...written } : undefined;
}
const isList = (written: WhereSource): written is readonly string[] => Array.isArray(written);

const FITTING: Readonly<Record<ColumnType, string>> = {
  text: 'Ask for a choice, a yes or no, a number or a date: what was typed is not compared.',
  choice: 'Write [word, other word].',
  boolean: 'Write true or false.',
  date: 'Write {min: 18} or {max: 17}: whole years since that date.',
  integer: 'Write {min: 1} or {max: 10}.',
  money: 'Write {min: 1} or {max: 100000}, in cents.',
};
