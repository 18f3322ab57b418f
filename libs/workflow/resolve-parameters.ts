import type { Parameter } from '../eligibility/index.js';
import { type Place, at, instead } from './problem.js';
import { type Part, choiceWords, scoped } from './resolve-questions.js';
import { type Resolving, resolveText } from './resolve-texts.js';
import type { ParameterSource, QuestionSource } from './source.js';

/** The parameters of one part, with their names and words. Whether their dates agree is a check of their own. */
export function resolveParameters(resolving: Resolving, part: Part): Record<string, Parameter> {
  const entries = Object.entries(part.parameters).map(([name, source]) => {
    const id = scoped(part.alias, name);
    const place: Place = { document: part.document, path: ['parameters', name] };
    checkBy(resolving, part, place, id, source);
    checkValues(resolving, place, id, source);
    const title = resolveText(resolving, `The parameter "${id}"`, {
      inline: source.title,
      place: source.title ? at(place, 'title') : place,
      label: part.labels.parameters?.[name]?.title,
      labelPlace: { document: part.labelsDocument, path: ['parameters', name, 'title'] },
    });
    const by = source.by === undefined ? {} : { by: scoped(part.alias, source.by) };
    return [id, { id, title, type: source.type, ...by, values: source.values }] as const;
  });
  return Object.fromEntries(entries);
}

/** The values differ by whole numbers or by the words of a single choice, and every word has one. */
function checkBy({ report }: Resolving, part: Part, place: Place, id: string, source: ParameterSource): void {
  if (source.by === undefined) return;
  const question = Object.hasOwn(part.questions, source.by) ? part.questions[source.by] : undefined;
  if (!question) {
    const message = `The parameter "${id}" differs by "${source.by}", which is no question here.`;
    report('unknown-question', at(place, 'by'), message, instead(source.by, Object.keys(part.questions)));
    return;
  }
  const words = wordsOf(question);
  if (words === null && question.type !== 'integer') {
    const message = `The parameter "${id}" differs by "${source.by}", which is neither a whole number nor a single choice.`;
    report(
      'parameter-by-does-not-fit',
      at(place, 'by'),
      message,
      'Name a question with type: integer, or with choices.',
    );
    return;
  }
  source.values.forEach(({ is }, index) => {
    if (typeof is !== 'object') return;
    const there = at(place, 'values', index, 'is');
    for (const key of Object.keys(is)) {
      if (words === null ? /^\d+$/.test(key) : words.includes(key)) continue;
      const message = `"${source.by}" is never "${key}".`;
      const fix = words === null ? 'Write whole numbers: {1: …, 2: …}.' : instead(key, words, 'take it out');
      report('parameter-key-is-unknown', at(there, key), message, fix);
    }
    const left = (words ?? []).filter((word) => !Object.hasOwn(is, word));
    if (left.length === 0) return;
    const message = `The parameter "${id}" has no value for "${left.join('", "')}" from ${source.values[index]?.from} on.`;
    report('parameter-value-is-missing', there, message, `Add ${left.map((word) => `${word}: …`).join(', ')}.`);
  });
}

/** The words of a single choice; null when it is none. */
const wordsOf = (question: QuestionSource): readonly string[] | null =>
  (question.type ?? 'choice') === 'choice' && question.choices
    ? choiceWords(question).filter((word) => word !== 'prefer-not')
    : null;

function checkValues({ report }: Resolving, place: Place, id: string, source: ParameterSource): void {
  source.values.forEach(({ from, is }, index) => {
    const there = at(place, 'values', index);
    if (!isDay(from)) {
      const message = `${from} is no day of the calendar.`;
      report(
        'parameter-date-is-no-date',
        at(there, 'from'),
        message,
        'Write the first day on which it holds, as 2025-01-31.',
      );
    }
    if ((typeof is === 'object') !== (source.by !== undefined)) {
      const [what, fix] = source.by
        ? [`differs by "${source.by}", but has one value`, 'Write one for each answer: is: {1: …, 2: …}.']
        : ['has several values, and it is not said by what they differ', 'Write by: with the question.'];
      report('parameter-by-is-unclear', at(there, 'is'), `The parameter "${id}" ${what} from ${from} on.`, fix);
    }
    for (const [key, value] of typeof is === 'object' ? Object.entries(is) : [[null, is] as const]) {
      const fits = expected(source.type, value);
      if (fits === null) continue;
      const where = key === null ? at(there, 'is') : at(there, 'is', key);
      const message = `The parameter "${id}" has the value ${String(value)}, which is no ${fits.no}.`;
      report('parameter-value-does-not-fit', where, message, fits.write);
    }
  });
}

/** Null when the value is one of its type. */
function expected(
  type: ParameterSource['type'],
  value: number | string,
): { readonly no: string; readonly write: string } | null {
  const isWhole = typeof value === 'number' && Number.isSafeInteger(value);
  switch (type) {
    case 'money':
      return isWhole && value >= 0 ? null : { no: 'amount in cents', write: 'Write cents: 2369600 is $23,696.00.' };
    case 'integer':
      return isWhole ? null : { no: 'whole number', write: 'Write a whole number, such as 18.' };
    case 'date':
      return typeof value === 'string' && isDay(value) ? null : { no: 'date', write: 'Write a date, as 2025-01-31.' };
  }
}

function isDay(written: string): boolean {
  const time = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
}
