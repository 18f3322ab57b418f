import type { Answers, DecisionTable, FeelTest, Value } from '../index.js';

/**
 * What a table means, written as plainly as possible and sharing no code with the readers: every completion of the
 * answers is tried. For tests alone.
 */
export interface Everything {
  /** Outcomes; `null` for a gap. */
  readonly reachable: ReadonlySet<string | null>;
  readonly missing: readonly string[];
  readonly declined: readonly string[];
  /** Row sets that decide in some completion, as text. */
  readonly rows: ReadonlySet<string>;
}

export type Values = ReadonlyMap<string, Value>;

export function passes(test: FeelTest, value: Value): boolean {
  if (test.test === 'any') return true;
  if (test.test === 'not') return passes(test.of, value) === false;
  if (test.test === 'some') return test.of.filter((one) => passes(one, value)).length > 0;
  if (test.test === 'every') return test.of.filter((one) => passes(one, value)).length === test.of.length;
  if (test.test === 'contains') return (value as readonly string[]).indexOf(test.item) >= 0;
  if (test.test === 'range') {
    const { value: from } = test.from;
    const { value: to } = test.to;
    return (value > from || (test.fromIncluded && value === from)) && (value < to || (test.toIncluded && value === to));
  }
  if (test.test === 'feel') throw new Error(`the plain reader cannot read ${test.text}`);
  const { value: to } = test.to;
  const truths = {
    '=': value === to,
    '!=': value !== to,
    '<': value < to,
    '<=': value <= to,
    '>': value > to,
    '>=': value >= to,
  };
  return truths[test.operator];
}

/** The rows that decide, and the outcomes that they give, for a full set of values. */
export function judge(table: DecisionTable, values: Values): { rows: number[]; outcomes: (string | null)[] } {
  const matching = table.rows.flatMap((row, index) =>
    table.inputs.every((input, column) => passes(row.tests[column]!, values.get(input.question)!)) ? [index] : [],
  );
  const said = (row: number): string => table.rows[row]!.outputs[0]!;
  if (matching.length === 0) return { rows: [], outcomes: [table.outputs[0]!.otherwise ?? null] };
  if (table.hitPolicy === 'FIRST') return { rows: [matching[0]!], outcomes: [said(matching[0]!)] };
  if (table.hitPolicy === 'PRIORITY') {
    const best = table.outputs[0]!.values.find((value) => matching.some((row) => said(row) === value))!;
    return { rows: [matching.find((row) => said(row) === best)!], outcomes: [best] };
  }
  const outcomes = [...new Set(matching.map(said))];
  return { rows: outcomes.length === 1 ? [matching[0]!] : matching, outcomes };
}

export function completions(questions: readonly string[], possible: ReadonlyMap<string, readonly Value[]>): Values[] {
  return questions.reduce<Map<string, Value>[]>(
    (so, question) => so.flatMap((one) => possible.get(question)!.map((value) => new Map(one).set(question, value))),
    [new Map()],
  );
}

/** All that a verdict should say, by trying everything. */
export function tryEverything(
  table: DecisionTable,
  possible: ReadonlyMap<string, readonly Value[]>,
  answers: Answers,
): Everything {
  const questions = [...new Set(table.inputs.map((input) => input.question))];
  const known = new Map<string, Value>();
  const declined: string[] = [];
  const unasked: string[] = [];
  for (const question of questions) {
    const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
    if (!answer) unasked.push(question);
    else if ('declined' in answer) declined.push(question);
    else known.set(question, answer.value);
  }
  const hidden = completions(declined, possible);
  const judged = (asked: Values, rest: Values): ReturnType<typeof judge> =>
    judge(table, new Map([...known, ...asked, ...rest]));
  const setAt = (asked: Values): string =>
    JSON.stringify([...new Set(hidden.flatMap((rest) => judged(asked, rest).outcomes))].map(String).sort());
  const open = completions(unasked, possible);
  const all = open.flatMap((asked) => hidden.map((rest) => judged(asked, rest)));
  const outcomeAt = (values: Values): string => JSON.stringify(judge(table, values).outcomes.map(String).sort());
  return {
    reachable: new Set(all.flatMap((one) => one.outcomes)),
    rows: new Set(all.map((one) => one.rows.join())),
    missing: unasked.filter((question) => differs(open, question, possible.get(question)!, setAt)),
    declined: declined.filter((question) =>
      differs(
        open.flatMap((asked) => hidden.map((rest) => new Map([...known, ...asked, ...rest]))),
        question,
        possible.get(question)!,
        outcomeAt,
      ),
    ),
  };
}

function differs(
  points: readonly Values[],
  question: string,
  values: readonly Value[],
  at: (point: Values) => string,
): boolean {
  return points.some((point) => new Set(values.map((value) => at(new Map(point).set(question, value)))).size > 1);
}
