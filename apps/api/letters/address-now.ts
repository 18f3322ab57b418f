import type { Answers } from '../../../libs/eligibility/index.js';
import type { Addresses } from '../../../libs/letters/index.js';
import type { Program } from '../../../libs/workflow/index.js';

/** Where this letter would go by what is answered now: an address may have been mended since. What was taken back stays as it was. */
export function addressNow(program: Program, letter: string, answers: Answers, before: Addresses): Addresses {
  const senders = [...Object.values(program.states), ...Object.values(program.grants ?? {})];
  const sends = senders.flatMap(({ sends = [] }) => sends.filter((send) => send.letter === letter));
  const answered = (questions: readonly (string | undefined)[]): string | null => {
    for (const question of questions) {
      const answer = question === undefined ? undefined : answers[question];
      if (answer && 'value' in answer) return String(answer.value);
    }
    return null;
  };
  return {
    email: answered(sends.map(({ email }) => email)) ?? before.email,
    print: answered(sends.map(({ print }) => print)) ?? before.print,
  };
}
