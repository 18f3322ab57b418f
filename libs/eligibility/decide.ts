import type { Decision } from './decision.js';
import { TooLarge } from './diagram.js';
import { findFlips } from './find-flips.js';
import { onlyOutcome, outcomesOf, type OutcomeSet } from './outcome-set.js';
import { reachByRows } from './reach-three-valued.js';
import { outcomesExactly, reachExactly } from './reach-exactly.js';
import type { Reach } from './reach.js';
import { situationOf, type Situation } from './situation.js';
import type { Answers, Because, Verdict } from './types.js';

type Undecided = Omit<Decision, 'decide'>;

/** The verdict of one decision under partial answers. Pure and total. */
export function decide(decision: Undecided, answers: Answers): Verdict {
  const situation = situationOf(decision.reads, decision.parts.domains, answers);
  const { reach, method } = reachOf(decision, situation);
  const outcome = onlyOutcome(reach.outcomes, decision.outcomes);
  const status = outcome !== null ? 'settled' : reach.missing.length > 0 ? 'open' : 'undetermined';
  const known = { status, outcome, declined: reach.declined } as const;
  return {
    status,
    outcome,
    possible: outcomesOf(reach.outcomes, decision.outcomes),
    missing: reach.missing,
    declined: reach.declined,
    because: outcome === null ? null : becauseOf(decision, reach),
    flips:
      triesOf(decision, method) > mostTries
        ? []
        : findFlips(decision, situation, known, (changed) => reachable(decision, changed)),
    method,
  };
}

/** Situations that are remembered of one decision. */
const mostFound = 2_000;

/**
 * The same, remembered: calls are alike, and one step asks for the same verdict several times. Only where every answer is a
 * choice: dates, numbers and text are a person's own, and seldom come twice.
 */
export function decideOften(decision: Undecided): (answers: Answers) => Verdict {
  const { reads, parts } = decision;
  const choices = reads.every((question) => ['choice', 'boolean'].includes(parts.domains.get(question)?.kind ?? ''));
  if (!choices || !parts.exact) return (answers) => decide(decision, answers);
  const found = new Map<string, Verdict>();
  return (answers) => {
    const key = JSON.stringify(reads.map((question) => (Object.hasOwn(answers, question) ? answers[question] : null)));
    const known = found.get(key);
    if (known) return known;
    const verdict = decide(decision, answers);
    if (found.size >= mostFound) found.clear();
    found.set(key, verdict);
    return verdict;
  };
}

/** Cells that the fallback would read again to try every change; a large table that computes gets no flips. */
const mostTries = 2_000_000;

function triesOf({ parts, table }: Undecided, method: Verdict['method']): number {
  if (method === 'exact') return 0;
  const changes = parts.columns.reduce((sum, column) => sum + (column.classes?.count ?? 0), 0);
  return changes * parts.columns.length * table.rows.length;
}

function reachOf(decision: Undecided, situation: Situation): { reach: Reach; method: Verdict['method'] } {
  const { exact, columns } = decision.parts;
  if (exact) {
    try {
      return { reach: reachExactly(exact, columns, situation), method: 'exact' };
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
    }
  }
  return { reach: byRows(decision, situation), method: 'three-valued' };
}

function reachable(decision: Undecided, situation: Situation): OutcomeSet {
  const { exact, columns } = decision.parts;
  return exact ? outcomesExactly(exact, columns, situation) : byRows(decision, situation).outcomes;
}

function byRows(decision: Undecided, situation: Situation): Reach {
  const { parts, outcomes, table } = decision;
  return reachByRows({ hitPolicy: table.hitPolicy, parts, outcomes }, situation);
}

function becauseOf(decision: Undecided, reach: Reach): Because {
  return {
    table: decision.id,
    version: decision.table.version,
    row: reach.row === null ? null : reach.row + 1,
    read: reach.read,
  };
}
