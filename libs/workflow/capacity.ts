import type { Answers } from '../eligibility/index.js';
import type { Capacity, Program } from './program.js';

/** In what capacity the person on the line speaks, by the first question of the program whose answer says so. Null: none says it. */
export function capacityOf({ questions }: Pick<Program, 'questions'>, answers: Answers): Capacity | null {
  const said = Object.values(questions).flatMap(({ id, speaksAs }): Capacity[] => {
    const answer = answers[id];
    const word = answer && 'value' in answer ? answer.value : null;
    const capacity = typeof word === 'string' ? speaksAs?.[word] : undefined;
    return capacity ? [capacity] : [];
  });
  return said[0] ?? null;
}
