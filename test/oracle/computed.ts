import type { RawQuestion } from './document.js';
import type { OracleAnswer } from './table.js';

/** What a computed question says when its origin says this; null when it has to be asked. */
export function computedOf(
  { compute = '', min = -Infinity, max = Infinity }: RawQuestion,
  origin: OracleAnswer,
  today: string,
): OracleAnswer | null {
  const [how = '', count = '0'] = compute.split('-');
  const said = 'value' in origin ? String(origin.value) : null;
  if (how === 'first') {
    const letters = [...(said ?? '').toUpperCase()].filter((letter) => /[A-Z0-9]/.test(letter)).join('');
    return { value: letters.length >= Number(count) ? letters.substring(0, Number(count)) : '-' };
  }
  if (how === 'birthday') return said === null ? { declined: true } : { value: birthday(said, Number(count)) };
  if (how !== 'years') throw new Error(`The oracle cannot compute ${compute}`);
  if (said === null || said > today) return null;
  let age = 0;
  while (birthday(said, age + 1) <= today) age += 1;
  return age >= min && age <= max ? { value: age } : null;
}

/** The calendar turns 29 February into 1 March by itself where there is none. */
function birthday(born: string, age: number): string {
  const [year = 0, month = 1, day = 1] = born.split('-').map(Number);
  return new Date(Date.UTC(year + age, month - 1, day)).toISOString().slice(0, 10);
}
