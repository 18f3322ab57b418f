import { type DecisionTable, scopeTable, type Text } from '../eligibility/index.js';
import { checkKept } from './document-question.js';
import { type Place, at, instead, oneOf } from './problem.js';
import { checkType, choiceWords, resolveChoices } from './resolve-choices.js';
import { resolveColumns } from './resolve-columns.js';
import { resolveComputed } from './resolve-computed.js';
import type { BareDecision, Benefit, Question } from './program.js';
import { type Resolving, resolveOptionalText, resolveText } from './resolve-texts.js';
import type { ById, DecisionSource, LabelsSource, ParameterSource, QuestionSource } from './source.js';

/** The program itself, or one included fragment under its alias. */
export interface Part {
  readonly alias: string | null;
  readonly document: string;
  readonly labelsDocument: string;
  readonly questions: ById<QuestionSource>;
  readonly parameters: ById<ParameterSource>;
  readonly decisions: ById<DecisionSource>;
  readonly labels: LabelsSource;
  readonly tables: ById<readonly DecisionTable[]>;
}

export const scoped = (alias: string | null, id: string) => (alias === null ? id : `${alias}.${id}`);

export function resolveQuestions(resolving: Resolving, part: Part): Record<string, Question> {
  const entries = Object.entries(part.questions).map(([name, source]) => {
    const id = scoped(part.alias, name);
    return [id, resolveQuestion(resolving, part, id, name, source)] as const;
  });
  return Object.fromEntries(entries);
}

function resolveQuestion(resolving: Resolving, part: Part, id: string, name: string, source: QuestionSource): Question {
  const place: Place = { document: part.document, path: ['questions', name] };
  const labels = part.labels.questions?.[name];
  const labelPlace: Place = { document: part.labelsDocument, path: ['questions', name] };
  const written = (key: 'ask' | 'short' | 'help' | 'row' | 'add-row') => ({
    inline: source[key],
    place: source[key] ? at(place, key) : place,
    label: labels?.[key],
    labelPlace: at(labelPlace, key),
  });
  const short = resolveOptionalText(resolving, `The short label of "${id}"`, written('short'));
  const help = resolveOptionalText(resolving, `The help of "${id}"`, written('help'));
  const row = resolveOptionalText(resolving, `What a row of "${id}" is called`, written('row'));
  const addRow = resolveOptionalText(resolving, `The button that adds a row to "${id}"`, written('add-row'));
  checkRowWords(resolving, labelPlace, id, source, row ?? addRow);
  const what = `question "${id}"`;
  checkType(resolving, place, what, source);
  checkKept(resolving, place, id, source);
  const words = choiceWords(source);
  checkCapacities(resolving, place, id, source);
  const columns = resolveColumns(resolving, place, labelPlace, id, source, labels?.columns);
  const computed = resolveComputed(resolving, part, place, id, source);
  return {
    id,
    type: source.type ?? (source.choices ? 'choice' : 'text'),
    choices: resolveChoices(resolving, place, labelPlace, what, source, labels?.choices),
    offersDecline: words.includes('prefer-not'),
    optional: source.optional ?? false,
    ...(source.decline && { decline: source.decline }),
    purposes: source.for,
    ask: resolveText(resolving, `The question "${id}"`, written('ask')),
    ...(short && { short }),
    ...(help && { help }),
    ...(columns && { columns }),
    ...(row && { row }),
    ...(addRow && { addRow }),
    ...(source.min !== undefined && { min: source.min }),
    ...(source.max !== undefined && { max: source.max }),
    ...(source.step !== undefined && { step: source.step }),
    ...(source.keep !== undefined && { keep: source.keep }),
    ...(computed && { computed }),
    ...(source.about !== undefined && { about: scoped(part.alias, source.about) }),
    ...(source['speaks-as'] && { speaksAs: source['speaks-as'] }),
    ...(source['asks-again'] && { asksAgain: asksAgainOf(part, source['asks-again']) }),
  };
}

function checkRowWords({ report }: Resolving, place: Place, id: string, { type }: QuestionSource, words?: Text): void {
  if (!words || type === 'rows') return;
  const message = `The question "${id}" has words for rows, and it has none.`;
  report('label-for-nothing', place, message, 'Write type: rows, or take row and add-row out.');
}

function checkCapacities({ report }: Resolving, place: Place, id: string, source: QuestionSource): void {
  const words = source.type === 'multi' ? [] : choiceWords(source).filter((word) => word !== 'prefer-not');
  for (const word of Object.keys(source['speaks-as'] ?? {})) {
    if (words.includes(word)) continue;
    const message = `The question "${id}" has no single choice "${word}" that could say in what capacity somebody speaks.`;
    report('capacity-of-nothing', at(place, 'speaks-as', word), message, instead(word, words, 'take it out'));
  }
}

/** Questions by their whole names, and each word as a list. */
function asksAgainOf(
  part: Part,
  source: NonNullable<QuestionSource['asks-again']>,
): NonNullable<Question['asksAgain']> {
  return Object.fromEntries(
    Object.entries(source).map(([choice, others]) => [
      choice,
      Object.fromEntries(Object.entries(others).map(([id, words]) => [scoped(part.alias, id), [words].flat()])),
    ]),
  );
}

export function resolveDecisions(resolving: Resolving, part: Part): Record<string, BareDecision> {
  const decisions: Record<string, BareDecision> = {};
  for (const [name, source] of Object.entries(part.decisions)) {
    const place: Place = { document: part.document, path: ['decisions', name] };
    const found = resolveDecision(resolving, part, place, scoped(part.alias, name), source);
    if (found) decisions[found.id] = found;
  }
  return decisions;
}

function resolveDecision(resolving: Resolving, part: Part, place: Place, id: string, source: DecisionSource) {
  const { report } = resolving;
  if ((source.table === undefined) === (source.answer === undefined)) {
    const fix = 'Write table: file.dmn with outcomes: […], or answer: with a single-choice question.';
    report('decision-without-table', place, `The decision "${id}" needs a table or an answer, one of the two.`, fix);
    return null;
  }
  if (source.answer !== undefined) {
    const question = scoped(part.alias, source.answer);
    return answerDecision(resolving, at(place, 'answer'), id, question, part.questions[source.answer], part);
  }
  const table = findTable(resolving, part, place, source.table ?? '');
  if (!table) return null;
  const declared = table.outputs[0]?.values ?? [];
  const outcomes = source.outcomes ?? declared;
  if (source.outcomes === undefined) {
    const fix = `Write outcomes: [${declared.join(', ') || 'one, other'}].`;
    report('outcomes-missing', place, `The decision "${id}" does not say its outcomes.`, fix);
  }
  const names = [...Object.keys(part.questions), ...Object.keys(part.decisions)];
  const own = part.alias === null ? table : scopeTable(table, part.alias, names);
  const { stays } = source;
  const date = resolveDate(resolving, part, place, id, source.date);
  const benefit = benefitOf(source);
  const check = (words: readonly string[], ...path: string[]) => {
    for (const word of words.filter((one) => !outcomes.includes(one))) {
      const message = `The decision "${id}" has no outcome "${word}".`;
      report('unknown-outcome', at(place, ...path), message, instead(word, outcomes));
    }
  };
  check(stays ?? [], 'stays');
  check(benefit?.given ?? [], 'benefit', 'given');
  check(benefit?.unasked ?? [], 'benefit', 'unasked');
  return {
    kind: 'table' as const,
    id,
    table: { ...own, id },
    outcomes,
    ...(date !== undefined && { date }),
    ...(stays && { stays }),
    ...(benefit && { benefit }),
  };
}

function benefitOf({ benefit }: DecisionSource): Benefit | undefined {
  return benefit && { given: [benefit.given].flat(), unasked: [benefit.unasked ?? []].flat() };
}

/** The question by which a decision knows for which date it decides. */
function resolveDate({ report }: Resolving, part: Part, place: Place, id: string, written: string | undefined) {
  if (written === undefined) return undefined;
  const question = Object.hasOwn(part.questions, written) ? part.questions[written] : undefined;
  const dates = Object.keys(part.questions).filter((name) => part.questions[name]?.type === 'date');
  // What is wrong with the day of opening itself is said of that question.
  if (question?.type === 'date' || question?.compute === 'opened' || question?.compute === 'clock')
    return scoped(part.alias, written);
  const what = question ? 'which is no date' : 'which is no question here';
  const message = `The decision "${id}" decides for the date "${written}", ${what}.`;
  report('date-is-no-date', at(place, 'date'), message, instead(written, dates, DATE_OF_OPENING));
  return undefined;
}

/** What a program can write that asks nobody for a date. */
export const DATE_OF_OPENING = 'declare a question {type: date, compute: opened, for: [decide]}';

/** A single choice that is its own table. Null, with a report, when the question is not one. */
export function answerDecision(
  { report }: Resolving,
  place: Place,
  id: string,
  question: string,
  source: QuestionSource | undefined,
  part: Part,
): BareDecision | null {
  if (!source) {
    const names = Object.keys(part.questions).map((name) => scoped(part.alias, name));
    report('unknown-question', place, `There is no question "${question}".`, instead(question, names));
    return null;
  }
  if (source.type !== 'document' && ((source.type ?? 'choice') !== 'choice' || !source.choices)) {
    const message = `The question "${question}" is not a single choice, so its answer cannot be the outcome.`;
    report('answer-is-not-a-choice', place, message, 'Give it choices, or decide with a DMN table.');
    return null;
  }
  return { kind: 'answer', id, question, outcomes: choiceWords(source).filter((word) => word !== 'prefer-not') };
}

/** The table that `file.dmn` or `file.dmn#decision` names. */
function findTable({ report }: Resolving, part: Part, place: Place, written: string): DecisionTable | null {
  const [file = '', wanted] = written.split('#');
  const tables = part.tables[file];
  const there = at(place, 'table');
  if (!tables) {
    const fix = instead(file, Object.keys(part.tables), `put ${file} beside ${part.document}`);
    report('unknown-table', there, `There is no file "${file}" beside ${part.document}.`, fix);
    return null;
  }
  const ids = tables.map((table) => table.id);
  const found = wanted === undefined ? tables : tables.filter((table) => table.id === wanted || table.name === wanted);
  if (found.length === 1) return found[0] ?? null;
  const message =
    found.length === 0 && wanted !== undefined
      ? `${file} has no decision "${wanted}".`
      : `${file} holds ${tables.length} decisions, and it is not said which one.`;
  report('table-is-unclear', there, message, `Write ${oneOf(ids.map((id) => `${file}#${id}`))}.`);
  return null;
}
