import { compileDecision } from './compile-decision.js';
import type { Decision } from './decision.js';

/** The version that a decision without a table gives: the answer itself is the rule. */
export const answerVersion = 'answer';

/**
 * A single choice that is its own table: the answer is the outcome, row `n` is outcome `n`.
 * An answer that is none of the outcomes counts as not asked. Throws on an empty or too long list of outcomes.
 */
export function choiceDecision(id: string, question: string, outcomes: readonly string[]): Decision {
  const label = { en: question, fr: question };
  const compiled = compileDecision(
    {
      id,
      name: id,
      version: answerVersion,
      hitPolicy: 'UNIQUE',
      inputs: [{ question, label }],
      outputs: [{ name: id, values: outcomes }],
      rows: outcomes.map((value) => ({
        tests: [{ test: 'compare', operator: '=', to: { kind: 'string', value } }],
        outputs: [value],
        annotation: null,
      })),
    },
    Object.fromEntries([[question, { kind: 'choice', values: outcomes }]]),
  );
  if (compiled.ok) return compiled.decision;
  throw new RangeError(compiled.problems.map((problem) => `${problem.message} ${problem.instead}`).join(' '));
}
