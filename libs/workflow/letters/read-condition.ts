import { type GrantWord, type LetterCondition, grantWords } from './letter.js';
import type { Fault } from './read-line.js';

const WORD = '[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*';
const SCOPED = `${WORD}(?:\\.${WORD})?`;
const OF_DECISION = new RegExp(`^decision\\.(${SCOPED})\\s+is\\s+(not\\s+)?(${WORD}(?:\\s*,\\s*${WORD})*)$`);
const OF_GRANT = new RegExp(`^grant\\.(${WORD})\\s+is\\s+(not\\s+)?(${WORD}(?:\\s*,\\s*${WORD})*)$`);
const OF_ANSWER = new RegExp(`^answer\\.(${SCOPED})\\s+is\\s+(?:(not\\s+)?known|(refused))$`);

/** What stands behind `#when`. Null when it cannot be read; that is said. */
export function readCondition(written: string, line: number, fault: Fault): LetterCondition | null {
  const [, answer, unknown, refused] = OF_ANSWER.exec(written) ?? [];
  if (answer !== undefined) return { answer, is: refused ? 'refused' : unknown === undefined ? 'known' : 'unknown' };
  const [, decision, not, outcomes] = OF_DECISION.exec(written) ?? [];
  if (decision !== undefined && outcomes !== undefined) {
    return { decision, is: outcomes.split(/\s*,\s*/), ...(not !== undefined && { not: true as const }) };
  }
  const [, grant, none, found] = OF_GRANT.exec(written) ?? [];
  if (grant !== undefined && found !== undefined) {
    const words = found.split(/\s*,\s*/);
    const isWord = (word: string): word is GrantWord => (grantWords as readonly string[]).includes(word);
    for (const word of words.filter((one) => !isWord(one))) {
      const message = `A grant is never "${word}".`;
      fault(line, 'letter-condition-is-unclear', message, `Write one of: ${grantWords.join(', ')}.`);
    }
    return { grant, is: words.filter(isWord), ...(none !== undefined && { not: true as const }) };
  }
  const fix =
    'Write {{#when decision.gate is in, out}}, {{#when decision.gate is not in}}, {{#when answer.phone is known}} or {{#when grant.pass is granted}}.';
  fault(line, 'letter-condition-is-unclear', `"${written}" is no condition that a letter can have.`, fix);
  return null;
}
