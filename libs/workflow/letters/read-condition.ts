import type { LetterCondition } from './letter.js';
import type { Fault } from './read-line.js';

const WORD = '[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*';
const SCOPED = `${WORD}(?:\\.${WORD})?`;
const OF_DECISION = new RegExp(`^decision\\.(${SCOPED})\\s+is\\s+(not\\s+)?(${WORD}(?:\\s*,\\s*${WORD})*)$`);
const OF_ANSWER = new RegExp(`^answer\\.(${SCOPED})\\s+is\\s+(not\\s+)?known$`);

/** What stands behind `#when`. Null when it cannot be read; that is said. */
export function readCondition(written: string, line: number, fault: Fault): LetterCondition | null {
  const [, answer, unknown] = OF_ANSWER.exec(written) ?? [];
  if (answer !== undefined) return { answer, is: unknown === undefined ? 'known' : 'unknown' };
  const [, decision, not, outcomes] = OF_DECISION.exec(written) ?? [];
  if (decision !== undefined && outcomes !== undefined) {
    return { decision, is: outcomes.split(/\s*,\s*/), ...(not !== undefined && { not: true as const }) };
  }
  const fix =
    'Write {{#when decision.gate is in, out}}, {{#when decision.gate is not in}} or {{#when answer.phone is known}}.';
  fault(line, 'letter-condition-is-unclear', `"${written}" is no condition that a letter can have.`, fix);
  return null;
}
