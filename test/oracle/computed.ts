import type { RawQuestion } from './document.js';
import { type OracleRow, overRows } from './rows.js';
import type { OracleAnswer } from './table.js';

/** What a computed question says when its origin, a question of its own, says this; null when it has to be asked. */
export function computedOf(
  question: RawQuestion,
  from: RawQuestion,
  origin: OracleAnswer,
  today: string,
): OracleAnswer | null {
  const { compute = '', min = -Infinity, max = Infinity } = question;
  if (compute === 'count' || compute === 'sum') {
    const found = 'value' in origin ? overRows(question, from, origin.value as OracleRow[], today) : null;
    return found !== null && found >= min && found <= max ? { value: found } : null;
  }
  const [how = '', count = '0'] = compute.split('-');
  const said = 'value' in origin ? String(origin.value) : null;
  if (how === 'first') {
    const letters = [...(said ?? '').toUpperCase()].filter((letter) => /[A-Z0-9]/.test(letter)).join('');
    return { value: letters.length >= Number(count) ? letters.substring(0, Number(count)) : '-' };
  }
  if (how === 'fsa') return { value: sortation(said ?? '') };
  if (how === 'birthday') return said === null ? { declined: true } : { value: birthday(said, Number(count)) };
  if (how !== 'years') throw new Error(`The oracle cannot compute ${compute}`);
  if (said === null || said > today) return null;
  let age = 0;
  while (birthday(said, age + 1) <= today) age += 1;
  return age >= min && age <= max ? { value: age } : null;
}

/** The calendar turns 29 February into 1 March by itself where there is none. */
export function birthday(born: string, age: number): string {
  const [year = 0, month = 1, day = 1] = born.split('-').map(Number);
  return new Date(Date.UTC(year + age, month - 1, day)).toISOString().slice(0, 10);
}

/** Letters that Canada Post uses; the first of a code is none of W and Z either. */
const LETTERS = 'ABCEGHJKLMNPRSTVWXYZ';
const isLetter = (one = '') => one !== '' && LETTERS.includes(one);
const isDigit = (one = '') => one >= '0' && one <= '9' && one.length === 1;
const isWord = (one = '') => /^[A-Z0-9]$/.test(one);

/** Reads the address sign by sign: a code stands alone, whole or its first half. */
function sortation(address: string): string {
  const text = [...address.toUpperCase()];
  const found = new Set<string>();
  for (let at = 0; at < text.length; at += 1) {
    const [first, second, third] = text.slice(at, at + 3);
    const begins = isLetter(first) && !'WZ'.includes(first ?? '') && isDigit(second) && isLetter(third);
    if (!begins || isWord(text[at - 1])) continue;
    const gap = [' ', '-'].includes(text[at + 3] ?? '') ? 4 : 3;
    const [fourth, fifth, sixth, after] = text.slice(at + gap, at + gap + 4);
    const isWhole = isDigit(fourth) && isLetter(fifth) && isDigit(sixth) && !isWord(after);
    if (isWhole || !isWord(text[at + 3])) found.add(`${first}${second}${third}`);
  }
  return found.size === 1 ? ([...found][0] ?? '-') : '-';
}
