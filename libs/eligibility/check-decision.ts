import { findNoResults } from './cells/find-no-results.js';
import { inDomain } from './domain.js';
import type { Decision } from './decision.js';
import { Boxes, CouldNotProve } from './exact/boxes.js';
import { findGaps } from './find-gaps.js';
import { findDeadRows, findOverlaps } from './find-row-faults.js';
import { findUnknownValues } from './parameters/find-unknown-values.js';
import { constantsOf, type Parameters } from './parameters/parameter.js';
import { holds } from './holds.js';
import { atTable, literalsOf, type Literal } from './table.js';
import type { Domain, TableProblem, Value } from './types.js';

/** Something doubtful in a table that can be decided. `fault`: it must not be published. */
export interface Finding extends TableProblem {
  readonly severity: 'fault' | 'warning';
  /** 1-based rows that it is about. */
  readonly rows?: readonly number[];
  /** A person for whom it happens; questions that are not named may have any answer. */
  readonly example?: Readonly<Record<string, Value>>;
  /** True: outside the exact class nothing could be proved, neither way. */
  readonly couldNotProve?: true;
}

/** Nobody mends more at a time. */
const mostFindings = 200;
/** Words of row sets that one question to a table may look at: well below a second. */
const mostWork = 30_000_000;

/**
 * Gaps, overlaps with different outcomes, rows that can never decide, constants outside the domain, words that are
 * no declared outcome. The first three are complete where every cell tests one question, up to a size; elsewhere each
 * says that it could not be proved.
 */
export function checkDecision(decision: Decision): Finding[] {
  const found = [
    ...proved(decision, 'gaps', findGaps),
    ...proved(decision, 'overlaps', findOverlaps),
    ...proved(decision, 'dead rows', findDeadRows),
    ...(decision.parameters ? proved(decision, 'days without a value', findUnknownValues) : []),
    ...checkConstants(decision),
    ...findNoResults(decision),
    ...checkAllowed(decision),
    ...checkWords(decision),
  ];
  return oneDoubt(decision, found.slice(0, mostFindings)).map((each) => atTable(decision.table, each));
}

type Find = (decision: Decision, boxes: Boxes) => Iterable<Finding>;

/** What is found; and that it may not be all, when the search had to stop. */
function* proved(decision: Decision, what: string, find: Find): Generator<Finding> {
  const { bits } = decision.parts;
  try {
    if (bits) yield* find(decision, new Boxes(bits, mostWork));
    else yield notProved(decision, what);
  } catch (error) {
    if (!(error instanceof CouldNotProve)) throw error;
    yield notProved(decision, what);
  }
}

function notProved({ id }: Decision, what: string): Finding {
  return {
    code: 'could-not-prove',
    severity: 'warning',
    message: `“${id}” computes, asks text or another answer, or has too many combinations: not all ${what} could be looked for.`,
    instead: 'Test one question with constants in each cell, or split the table.',
    text: what,
    couldNotProve: true,
  };
}

/** What could not be proved, in one sentence. */
function oneDoubt(decision: Decision, found: readonly Finding[]): Finding[] {
  const doubts = found.flatMap(({ couldNotProve, text }) => (couldNotProve && text !== undefined ? [text] : []));
  const rest = found.filter(({ couldNotProve }) => !couldNotProve);
  if (doubts.length === 0) return rest;
  const { text: _what, ...doubt } = notProved(decision, doubts.join(', ').replace(/, (?!.*, )/, ' and '));
  return [doubt, ...rest];
}

function checkConstants({ table, parts, parameters = {} }: Decision): Finding[] {
  return table.inputs.flatMap((input, column) => {
    const domain = parts.domains.get(input.question);
    if (!domain || input.compute) return [];
    return table.rows.flatMap((row, index): Finding[] => {
      const constants = literalsOf(row.tests[column] ?? { test: 'any' }).flatMap((one) => written(one, parameters));
      return constants
        .filter(({ value }) => !isInReach(domain, value))
        .map(({ value, said }) => ({
          code: 'constant-outside-domain',
          severity: 'fault',
          message: `Row ${index + 1} tests “${input.question}” with ${said}, which it never is.`,
          instead: describe(domain),
          row: index + 1,
          column: input.label.en,
          text: String(value),
          ...(row.line === undefined ? {} : { line: row.line }),
        }));
    });
  });
}

/** A constant and how to name it; of a parameter, each that it is at some time. */
function written(literal: Literal, parameters: Parameters): { readonly value: Value; readonly said: string }[] {
  const { kind, value } = literal;
  if (kind !== 'parameter') return [{ value, said: JSON.stringify(value) }];
  const parameter = parameters[value];
  return (parameter ? constantsOf(parameter) : []).map((one) => ({
    value: one.value,
    said: `${value} (${JSON.stringify(one.value)} from ${one.from})`,
  }));
}

/** Choices that the question has and the column's own list of input values does not: one of the two is out of date. */
function checkAllowed({ table, parts }: Decision): Finding[] {
  return table.inputs.flatMap((input): Finding[] => {
    const domain = parts.domains.get(input.question);
    const { allowed } = input;
    if (!allowed || domain?.kind !== 'choice') return [];
    const left = domain.values.filter((value) => !holds(allowed, value));
    if (left.length === 0) return [];
    return [
      {
        code: 'input-values-are-incomplete',
        severity: 'warning',
        message: `The column's input values leave out ${left.map((value) => JSON.stringify(value)).join(', ')}, which “${input.question}” can be.`,
        instead: `List them all: ${domain.values.map((value) => JSON.stringify(value)).join(', ')}.`,
        column: input.label.en,
        ...(input.line === undefined ? {} : { line: input.line }),
      },
    ];
  });
}

/** Bounds may lie off the steps (> 17.5): only what is beyond the domain can be a mistake. */
function isInReach(domain: Domain, value: Value): boolean {
  if (domain.kind === 'multi') return inDomain(domain, [String(value)]);
  return domain.kind === 'number' ? inDomain({ ...domain, step: undefined }, value) : inDomain(domain, value);
}

function describe(domain: Domain): string {
  if ('values' in domain) return `Use one of: ${domain.values.map((value) => JSON.stringify(value)).join(', ')}.`;
  if (domain.kind === 'number') return `Use a number from ${domain.min ?? '−∞'} to ${domain.max ?? '∞'}.`;
  return 'Use a value that the question can have.';
}

function checkWords({ table, parts }: Decision): Finding[] {
  const { declared } = parts;
  if (declared.length === 0) return [];
  const finding = (word: string, place: Partial<Finding>): Finding => ({
    code: 'outcome-is-not-declared',
    severity: 'fault',
    message: `The table gives “${word}”, which is no declared outcome.`,
    instead: `Use one of: ${declared.map((outcome) => JSON.stringify(outcome)).join(', ')}.`,
    column: table.outputs[0]?.name ?? '',
    text: word,
    ...place,
  });
  const isUndeclared = (word: string | undefined): word is string => word !== undefined && !declared.includes(word);
  const inRows = table.rows.flatMap((row, index) => {
    const word = row.outputs[0];
    return isUndeclared(word)
      ? [finding(word, { row: index + 1, ...(row.line === undefined ? {} : { line: row.line }) })]
      : [];
  });
  const { otherwise } = table.outputs[0] ?? {};
  const unused = declared.filter((word) => word !== otherwise && table.rows.every((row) => row.outputs[0] !== word));
  return [
    ...inRows,
    ...(isUndeclared(otherwise) ? [finding(otherwise, {})] : []),
    ...unused.map((word): Finding => ({
      code: 'outcome-is-never-given',
      severity: 'warning',
      message: `No row gives the declared outcome “${word}”.`,
      instead: 'Add a row for it, or take it out of the outcomes.',
      text: word,
    })),
  ];
}
