import type { KindHere } from './signatures.js';

type Sign = '+' | '-' | '*' | '/' | '**';

const durations: readonly string[] = ['days and time duration', 'years and months duration'];
const moments: readonly string[] = ['date', 'date and time', 'time'];

/** What comes of two kinds; null where they never go together. */
export function arithmeticKind(sign: Sign, left: KindHere, right: KindHere): KindHere | null {
  if (left === 'number' && right === 'number') return 'number';
  if (left === 'any' || right === 'any') return 'any';
  if (sign === '+') return sumOf(left, right);
  if (sign === '-') return differenceOf(left, right);
  if (sign === '**') return null;
  if (durations.includes(left)) return right === 'number' ? left : sign === '/' && left === right ? 'number' : null;
  return sign === '*' && left === 'number' && durations.includes(right) ? right : null;
}

function sumOf(left: KindHere, right: KindHere): KindHere | null {
  if (left === 'string' && right === 'string') return 'string';
  if (durations.includes(left)) return left === right ? left : moments.includes(right) ? right : null;
  return moments.includes(left) && durations.includes(right) ? left : null;
}

function differenceOf(left: KindHere, right: KindHere): KindHere | null {
  if (durations.includes(left)) return left === right ? left : null;
  if (!moments.includes(left)) return null;
  if (durations.includes(right)) return left;
  return left === right || (left !== 'time' && right !== 'time' && moments.includes(right))
    ? 'days and time duration'
    : null;
}
