import type { FeelProblem, Reading } from '../feel/reading.js';
import { scopeOf, type Scope } from '../feel/scope.js';
import { suggest } from '../feel/suggest.js';
import { refuse } from '../refusal.js';
import { dashedIn, declaredIn, namesIn } from './names-in.js';

/** Questions are told of as text, so that nobody takes their names for entries of something. What they are is seen later. */
const scopeFor = (names: readonly string[]): Scope =>
  scopeOf(names.map((name) => ({ name, type: { kind: 'string' as const } })));

interface Names<T> {
  /** Whether what was read uses the value of a slot. */
  readonly uses: (value: T, slot: number) => boolean;
  /** Names of constants that stand alone behind a comparison, and nowhere else. */
  readonly parameters: readonly string[];
}

/**
 * Reads a text in which any name may be a question's. Nothing is known of the questions here: a name that is none is found
 * when the table meets its program. `reads` are the questions, each at the place of its slot.
 */
export function readWithNames<T>(
  text: string,
  read: (scope: Scope) => Reading<T>,
  { uses, parameters }: Names<T>,
): { readonly value: T; readonly reads: readonly string[] } {
  const [dashed] = dashedIn(text);
  if (dashed !== undefined) {
    refuse(
      'dash-is-unclear',
      `“${dashed}” could be a name with a dash or a subtraction.`,
      'Write `a - b` with spaces to subtract; question ids have no dash.',
    );
  }
  const names = namesIn(text);
  const first = taken(read(scopeFor(names)), text, parameters);
  const reads = names.filter((_, slot) => uses(first, slot));
  const [parameter] = reads.filter((name) => parameters.includes(name));
  if (parameter !== undefined) {
    refuse(
      'parameter-stands-alone',
      `“${parameter}” is a parameter and stands in “${text}” with more.`,
      `Compare with it alone, such as <= ${parameter}; reckon in the column's own expression, or give the parameter the value that is meant.`,
    );
  }
  const [twice] = declaredIn(text).filter((name) => reads.includes(name));
  if (twice !== undefined) {
    refuse(
      'name-is-twice',
      `“${twice}” stands for a question and for a value of a loop.`,
      'Give the value of the loop another name.',
    );
  }
  return { value: reads.length === names.length ? first : taken(read(scopeFor(reads)), text, parameters), reads };
}

function taken<T>(reading: Reading<T>, text: string, parameters: readonly string[]): T {
  return reading.ok ? reading.value : refuseAs(reading.problem, text, parameters);
}

function refuseAs(
  { code, message, instead, from, to }: FeelProblem,
  text: string,
  parameters: readonly string[],
): never {
  const written = text.slice(from, to);
  const spaced = /^[\p{L}_][\p{L}\p{N}_]*(?: +[\p{L}_][\p{L}\p{N}_]*)+$/u.test(written);
  if (code === 'name-is-unknown' && spaced) {
    const id = written.replace(/\s+/g, '_');
    refuse('name-has-a-space', `“${written}” has a space in it.`, `Write the question's id, for example ${id}.`);
  }
  if (code === 'function-is-unknown' && parameters.length > 0) {
    refuse(code, message, `${instead} Of the parameters: ${suggest(written, parameters)}`);
  }
  const isFar = code === 'function-is-unknown' && !instead.startsWith('Is ');
  return refuse(code, message, isFar ? 'docs/feel-subset.md lists the functions that there are.' : instead);
}
