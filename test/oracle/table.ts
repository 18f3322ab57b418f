import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What an answer must be: one of these words, a number below this one, or what a function says of it. */
export type Cell = readonly string[] | { readonly below: number } | { readonly asks: Asks };
type Asks = (value: string, others: Readonly<Record<string, string>>) => boolean;

/**
 * A decision table whose cells are "any", a list of words, "below a number", or a function of words or of another answer:
 * all that the shipped tables need, and a few more.
 */
export interface Table {
  readonly first: boolean;
  readonly inputs: readonly string[];
  /** Words that each input can take. */
  readonly domains: readonly (readonly string[])[];
  readonly rows: readonly { readonly cells: readonly (Cell | null)[]; readonly outcome: string }[];
}

/** Reads a DMN file by looking for its tags in order; throws on a cell that is more than words. */
export function readTable(file: string): Table {
  const xml = readFileSync(file, 'utf8').replace(/<!--[\s\S]*?-->/g, '');
  const all = (tag: string, within: string) =>
    [...within.matchAll(new RegExp(`<${tag}[ >][\\s\\S]*?</${tag}>`, 'g'))].map(([found]) => found);
  const text = (within: string) => /<text>([\s\S]*?)<\/text>/.exec(within)?.[1]?.trim() ?? '';
  return {
    first: /hitPolicy="FIRST"/.test(xml),
    inputs: all('inputExpression', xml).map(text),
    domains: all('inputValues', xml).map((found) => words(text(found))),
    rows: all('rule', xml).map((rule) => ({
      cells: all('inputEntry', rule).map((cell) =>
        text(cell) === '-' ? null : (asked(text(cell)) ?? words(text(cell))),
      ),
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

/** A table written in YAML; `choicesOf` says which words a question can be, null when it has none. */
export function readYamlTable(file: string, choicesOf: (question: string) => readonly string[] | null): Table {
  const table = parse(readFileSync(file, 'utf8')) as YamlTable;
  const inputs = Object.keys(table.columns);
  const rows = table.rows.map(({ when = {}, then }) => ({
    cells: inputs.map((input) => cellOf(when[input])),
    outcome: then,
  }));
  const domains = inputs.map((input, at) => choicesOf(input) ?? samples(rows.map(({ cells }) => cells[at] ?? [])));
  return { first: table['hit-policy'] === 'FIRST', inputs, domains, rows };
}

function cellOf(written: string | readonly string[] | undefined): Cell | null {
  if (written === undefined) return null;
  if (typeof written !== 'string') return written;
  const [, below] = /^< (\d+)$/.exec(written) ?? [];
  if (below !== undefined) return { below: Number(below) };
  if (!/^[\w-]+$/.test(written)) throw new Error(`The oracle cannot read the cell ${written}`);
  return [written];
}

/** One value on each side of every number that is named, or the words that are named and another one. */
function samples(cells: readonly Cell[]): readonly string[] {
  const bounds = cells.flatMap((cell) => ('below' in cell ? [cell.below] : []));
  if (bounds.length > 0) return [...new Set(bounds.flatMap((bound) => [bound - 1, bound]))].map(String);
  return [...new Set(cells.flatMap((cell) => ('below' in cell || 'asks' in cell ? [] : cell))), 'another'];
}

function fits(cell: Cell, value: string, others: Readonly<Record<string, string>>): boolean {
  if ('asks' in cell) return cell.asks(value, others);
  return 'below' in cell ? Number(value) < cell.below : cell.includes(value);
}

/** A function of the answer, by hand. Several words that were chosen stand here with commas between them. */
function asked(cell: string): { readonly asks: Asks } | null {
  const plain = cell.replaceAll('&gt;', '>').replaceAll('&lt;', '<');
  const [, no] = /^not\((.*\(.*\).*)\)$/.exec(plain) ?? [];
  const inner = no === undefined ? null : asked(no);
  if (inner) return { asks: (value, others) => !inner.asks(value, others) };
  const [, how, word = ''] = /^(starts with|ends with|contains)\(\?, "([^"]*)"\)$/.exec(plain) ?? [];
  if (how === 'starts with') return { asks: (value) => value.slice(0, word.length) === word };
  if (how === 'ends with') return { asks: (value) => value.slice(value.length - word.length) === word };
  if (how === 'contains') return { asks: (value) => value.indexOf(word) >= 0 };
  const [, measure, least] = /^(count|string length)\(\?\) >= (\d+)$/.exec(plain) ?? [];
  if (measure === 'count') return { asks: (value) => (value === '' ? 0 : value.split(',').length) >= Number(least) };
  if (measure === 'string length') return { asks: (value) => value.length >= Number(least) };
  const [, other] = /^\? = (\w+)$/.exec(plain) ?? [];
  return other === undefined ? null : { asks: (value, others) => value === others[other] };
}

function words(cell: string): string[] {
  if (!/^"[\w-]+"(\s*,\s*"[\w-]+")*$/.test(cell)) throw new Error(`The oracle cannot read the cell ${cell}`);
  return [...cell.matchAll(/"([\w-]+)"/g)].map((match) => match[1] ?? '');
}

export type OracleAnswer = { readonly value: unknown } | { readonly declined: true };
export interface OracleVerdict {
  readonly status: 'settled' | 'open' | 'undetermined';
  readonly outcome: string | null;
  /** 1-based; null while more than one row could fit. */
  readonly row: number | null;
}

/** What was found once: a walk asks the same of a table again and again, and trying everything is slow. */
const found = new WeakMap<Table, Map<string, OracleVerdict>>();

export function decide(table: Table, answers: Readonly<Record<string, OracleAnswer>>): OracleVerdict {
  const known = found.get(table) ?? new Map<string, OracleVerdict>();
  found.set(table, known);
  const key = JSON.stringify(table.inputs.map((input) => answers[input] ?? null));
  const verdict = known.get(key) ?? tryEverything(table, answers);
  known.set(key, verdict);
  return verdict;
}

/** Tries every completion of what is not known. Not asked may still be asked; declined may not. */
function tryEverything(table: Table, answers: Readonly<Record<string, OracleAnswer>>): OracleVerdict {
  const open: string[][] = [[]];
  const reached = completions(table, answers, open);
  const outcomes = new Set(reached.map(({ outcome }) => outcome));
  const rows = new Set(reached.map(({ row }) => row));
  const row = rows.size === 1 ? (reached[0]?.row ?? null) : null;
  if (outcomes.size === 1) return { status: 'settled', outcome: reached[0]?.outcome ?? null, row };
  const helps = table.inputs.some((input, at) => answers[input] === undefined && tellsApart(reached, at));
  return { status: helps ? 'open' : 'undetermined', outcome: null, row: null };
}

interface Completion {
  readonly values: readonly string[];
  readonly row: number;
  readonly outcome: string;
}

function completions(table: Table, answers: Readonly<Record<string, OracleAnswer>>, open: string[][]): Completion[] {
  table.inputs.forEach((input, at) => {
    const answer = answers[input];
    const values = answer && 'value' in answer ? [String(answer.value)] : (table.domains[at] ?? []);
    open = open.flatMap((prefix) => values.map((value) => [...prefix, value]));
  });
  return open.flatMap((values) => {
    const others = Object.fromEntries(table.inputs.map((input, at) => [input, values[at] ?? '']));
    const row = table.rows.findIndex(({ cells }) =>
      cells.every((cell, at) => !cell || fits(cell, values[at] ?? '', others)),
    );
    const found = table.rows[row];
    return found ? [{ values, row: row + 1, outcome: found.outcome }] : [];
  });
}

/** Two completions that differ in this input alone have different outcomes. */
function tellsApart(reached: readonly Completion[], at: number): boolean {
  const seen = new Map<string, string>();
  return reached.some(({ values, outcome }) => {
    const rest = values.filter((_, other) => other !== at).join();
    const before = seen.get(rest);
    seen.set(rest, before ?? outcome);
    return before !== undefined && before !== outcome;
  });
}
