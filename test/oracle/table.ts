import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Cell, constantOf, fits, isAsking, isBounds, readCell, words } from './cell.js';
import type { RawParameter, RawQuestion } from './document.js';

/** A decision table as it stands in its file. */
export interface WrittenTable {
  readonly first: boolean;
  readonly columns: readonly string[];
  /** Words that the file itself says a column can be. */
  readonly allowed: readonly (readonly string[])[];
  readonly rows: readonly { readonly cells: readonly (Cell | null)[]; readonly outcome: string }[];
}

/** The same among the program's questions, parameters and other tables. */
export interface Table {
  readonly rows: WrittenTable['rows'];
  /** The questions that its outcome can depend on, those of other tables among them. */
  readonly inputs: readonly string[];
  /** Values of each question that between them show all that can come of it. */
  readonly domains: readonly (readonly string[])[];
  /** One per column: a place among the inputs, or another table with the places of its own inputs. */
  readonly columns: readonly (number | { readonly table: Table; readonly inputs: readonly number[] })[];
  /** What a parameter is for these values of the inputs. */
  readonly constant: (parameter: string, values: readonly string[]) => number | null;
}

/** Reads a DMN file by looking for its tags in order; throws on a cell that the oracle does not know. */
export function readTable(file: string): WrittenTable {
  const xml = readFileSync(file, 'utf8').replace(/<!--[\s\S]*?-->/g, '');
  const all = (tag: string, within: string) =>
    [...within.matchAll(new RegExp(`<${tag}[ >][\\s\\S]*?</${tag}>`, 'g'))].map(([found]) => found);
  const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  const text = (within: string) =>
    (/<text>([\s\S]*?)<\/text>/.exec(within)?.[1]?.trim() ?? '').replace(
      /&(\w+);/g,
      (_, name: string) => signs[name] ?? '',
    );
  return {
    first: /hitPolicy="FIRST"/.test(xml),
    columns: all('inputExpression', xml).map(text),
    allowed: all('inputValues', xml).map((found) => words(text(found))),
    rows: all('rule', xml).map((rule) => ({
      cells: all('inputEntry', rule).map((cell) => readCell(text(cell))),
      outcome: words(text(all('outputEntry', rule)[0] ?? ''))[0] ?? '',
    })),
  };
}

interface YamlTable {
  readonly 'hit-policy'?: string;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly rows: readonly {
    readonly when?: Readonly<Record<string, string | readonly string[]>>;
    readonly then: string;
  }[];
}

export function readYamlTable(file: string): WrittenTable {
  const table = parse(readFileSync(file, 'utf8')) as YamlTable;
  const columns = Object.keys(table.columns);
  const rows = table.rows.map(({ when = {}, then }) => ({
    cells: columns.map((column) => readCell(when[column])),
    outcome: then,
  }));
  return { first: table['hit-policy'] === 'FIRST', columns, allowed: [], rows };
}

export interface Around {
  readonly questions: Readonly<Record<string, RawQuestion>>;
  readonly parameters: Readonly<Record<string, RawParameter>>;
  /** The tables that this one reads, by decision. */
  readonly others: Readonly<Record<string, Table>>;
  /** The question that says for which date it decides. */
  readonly date: string | undefined;
}

/** Finds out on which questions a table rests, and which of their values are worth trying. */
export function place(written: WrittenTable, { questions, parameters, others, date }: Around): Table {
  const bounds = written.rows.flatMap(({ cells }) => cells).flatMap((cell) => (cell && isBounds(cell) ? cell : []));
  const named = [...new Set(bounds.flatMap(({ to }) => (typeof to === 'string' ? [to] : [])))].map(
    (id) => parameters[id]!,
  );
  const isQuestion = (column: string) => questions[column] !== undefined || others[column] === undefined;
  const inputs = [
    ...new Set([
      ...(named.length > 0 ? [date ?? '', ...named.flatMap(({ by }) => by ?? [])] : []),
      ...written.columns.flatMap((column) => (isQuestion(column) ? [column] : others[column]!.inputs)),
    ]),
  ];
  const ofOthers = (input: string) =>
    Object.values(others).flatMap((other) => other.domains[other.inputs.indexOf(input)] ?? []);
  const domains = inputs.map((input) => {
    const { choices } = questions[input] ?? {};
    if (choices) return choices.filter((word) => word !== 'prefer-not');
    const at = written.columns.indexOf(input);
    if (at >= 0 && written.allowed[at]) return written.allowed[at];
    const cells = at < 0 ? [] : written.rows.map(({ cells }) => cells[at] ?? []);
    const days =
      input === date ? named.flatMap(({ values }) => values.flatMap(({ from }) => [dayBefore(from), from])) : [];
    const keys = named.flatMap(({ by, values }) =>
      by === input ? values.flatMap(({ is }) => (typeof is === 'number' ? [] : Object.keys(is))) : [],
    );
    const more = [...days, ...keys, ...ofOthers(input)];
    return [...new Set([...more, ...samples(cells, parameters, more.length > 0)])];
  });
  const columns = written.columns.map((column) =>
    isQuestion(column)
      ? inputs.indexOf(column)
      : { table: others[column]!, inputs: others[column]!.inputs.map((input) => inputs.indexOf(input)) },
  );
  const constant: Table['constant'] = (id, values) => {
    const { by = '', values: dated } = parameters[id]!;
    return constantOf({ values: dated }, values[inputs.indexOf(date ?? '')] ?? '', values[inputs.indexOf(by)] ?? '');
  };
  return { rows: written.rows, inputs, domains, columns, constant };
}

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** Values on both sides of every number that is named, or the words that are named and another one. */
function samples(cells: readonly Cell[], parameters: Around['parameters'], known: boolean): readonly string[] {
  const bounds = cells.flatMap((cell) => (isBounds(cell) ? cell : []));
  const sides = bounds.flatMap(({ is, to }) => {
    const all = typeof to === 'number' ? [to] : valuesOf(parameters[to]!);
    return all.flatMap((each) => (is === '<' || is === '>=' ? [each - 1, each] : [each, each + 1]));
  });
  if (sides.length > 0) return [...new Set(sides)].map(String);
  const named = cells.flatMap((cell) => (isBounds(cell) || isAsking(cell) ? [] : cell));
  return known && named.length === 0 ? [] : [...new Set(named), 'another'];
}

const valuesOf = ({ values }: RawParameter) =>
  values.flatMap(({ is }) => (typeof is === 'number' ? [is] : Object.values(is)));

export type OracleAnswer = { readonly value: unknown } | { readonly declined: true };
type Answers = Readonly<Record<string, OracleAnswer>>;
export interface OracleVerdict {
  readonly status: 'settled' | 'open' | 'undetermined';
  readonly outcome: string | null;
  /** 1-based; null while more than one row could fit. */
  readonly row: number | null;
}

/** What was found once: a walk asks the same of a table again and again, and trying everything is slow. */
const found = new WeakMap<Table, Map<string, OracleVerdict>>();

export function decide(table: Table, answers: Answers): OracleVerdict {
  const known = found.get(table) ?? new Map<string, OracleVerdict>();
  found.set(table, known);
  const key = JSON.stringify(table.inputs.map((input) => answers[input] ?? null));
  const verdict = known.get(key) ?? tryEverything(table, answers);
  known.set(key, verdict);
  return verdict;
}

/** Tries every completion of what is not known. Not asked may still be asked; declined may not. */
function tryEverything(table: Table, answers: Answers): OracleVerdict {
  const reached = completions(table, answers);
  const outcomes = new Set(reached.map(({ outcome }) => outcome));
  const rows = new Set(reached.map(({ row }) => row));
  const row = rows.size === 1 ? (reached[0]?.row ?? null) : null;
  if (outcomes.size === 1) return { status: 'settled', outcome: reached[0]?.outcome ?? null, row };
  const helps = table.inputs.some(
    (input, at) => answers[input] === undefined && tellsApart(table, reached, at, answers),
  );
  return { status: helps ? 'open' : 'undetermined', outcome: null, row: null };
}

interface Completion {
  readonly values: readonly string[];
  readonly row: number;
  readonly outcome: string;
}

function completions(table: Table, answers: Answers): Completion[] {
  let open: string[][] = [[]];
  table.inputs.forEach((input, at) => {
    const answer = answers[input];
    const values = answer && 'value' in answer ? [String(answer.value)] : (table.domains[at] ?? []);
    open = open.flatMap((prefix) => values.map((value) => [...prefix, value]));
  });
  return open.flatMap((values) => {
    const row = rowFor(table, values);
    const found = row === null ? undefined : table.rows[row];
    return found && row !== null ? [{ values, row: row + 1, outcome: found.outcome }] : [];
  });
}

/** The row that decides; null when none does, or when it is not known whether the next one does. */
function rowFor(table: Table, values: readonly string[]): number | null {
  const constant = (parameter: string) => table.constant(parameter, values);
  const others = () => Object.fromEntries(table.inputs.map((input, at) => [input, values[at] ?? '']));
  const said: { readonly value: string | null }[] = [];
  for (let row = 0; row < table.rows.length; row++) {
    const { cells } = table.rows[row]!;
    let fit: boolean | null = true;
    for (let at = 0; at < cells.length && fit !== false; at++) {
      const cell = cells[at];
      if (!cell) continue;
      // Once for all rows: it may be what another table says.
      const value = (said[at] ??= { value: valueOf(table, at, values) }).value;
      const one = value === null ? null : isAsking(cell) ? cell.asks(value, others()) : fits(cell, value, constant);
      if (one !== true) fit = one;
    }
    if (fit !== false) return fit ? row : null;
  }
  return null;
}

/** What a column says: an answer, or the outcome of another table. */
function valueOf(table: Table, at: number, values: readonly string[]): string | null {
  const column = table.columns[at]!;
  if (typeof column === 'number') return values[column] ?? null;
  const row = rowFor(
    column.table,
    column.inputs.map((input) => values[input] ?? ''),
  );
  return row === null ? null : column.table.rows[row]!.outcome;
}

/**
 * Two answers to this question leave different outcomes possible, all else that may be asked being equal. What was declined
 * stays unknown whatever is asked.
 */
function tellsApart({ inputs }: Table, reached: readonly Completion[], at: number, answers: Answers): boolean {
  const left = new Map<string, Map<string, Set<string>>>();
  const asked = inputs.flatMap((input, other) => (other !== at && answers[input] === undefined ? [other] : []));
  for (const { values, outcome } of reached) {
    const rest = asked.map((other) => values[other]).join();
    const byValue = left.get(rest) ?? new Map<string, Set<string>>();
    left.set(rest, byValue);
    byValue.set(values[at] ?? '', (byValue.get(values[at] ?? '') ?? new Set()).add(outcome));
  }
  return [...left.values()].some(
    (byValue) => new Set([...byValue.values()].map((outcomes) => [...outcomes].sort().join())).size > 1,
  );
}
