import type { Feel } from '../feel/tree.js';
import type { KindHere } from './signatures.js';

/** A part that can never come to anything: what is wrong with it, and what to write instead. */
export interface Misfit {
  readonly message: string;
  readonly instead: string;
}

/** A part, its kind, and how a message says it. */
export interface Named {
  readonly kind: KindHere;
  readonly said: string;
}

const inOrder: readonly string[] = [
  'number',
  'string',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
];
const said: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'yes or no',
  list: 'a list',
};
export const inWords = (kind: string): string => said[kind] ?? `a ${kind}`;

/** Keeps what does not fit, in words. */
export class Misfits {
  readonly all: Misfit[] = [];

  constructor(private readonly names: readonly string[]) {}

  wants(tree: Feel, kind: KindHere, wanted: string, who: string): void {
    const list = wanted.split('|');
    if (kind === 'any' || wanted === 'any' || list.includes(kind)) return;
    const wish = list.map(inWords).join(' or ');
    this.all.push({
      message: `${who} ${wanted === 'boolean' ? 'true or false' : wish}, and ${this.say(tree)} is ${inWords(kind)}.`,
      instead: adviceFor(kind),
    });
  }

  together(left: Named, right: Named, ordered: boolean): void {
    if (left.kind === 'any' || right.kind === 'any') return;
    const unordered = [left, right].find(({ kind }) => ordered && !inOrder.includes(kind));
    if (left.kind === right.kind && !unordered) return;
    this.all.push({
      message: unordered
        ? `${unordered.said} is ${inWords(unordered.kind)}, which has no order.`
        : `${left.said} is ${inWords(left.kind)} and ${right.said} is ${inWords(right.kind)}: the two are never compared.`,
      instead: adviceFor(left.kind),
    });
  }

  say(tree: Feel): string {
    if (tree.op === 'input') return '?';
    if (tree.op === 'name') return `“${this.names[tree.slot] ?? tree.name}”`;
    if (tree.op === 'literal' && typeof tree.value === 'string') return JSON.stringify(tree.value);
    return tree.op === 'call' && typeof tree.of === 'string' ? `${tree.of}(…)` : 'a part';
  }
}

function adviceFor(kind: KindHere): string {
  switch (kind) {
    case 'number':
      return 'Compare with numbers, for example >= 18 or [18..65].';
    case 'date':
      return 'Compare with dates, for example >= date("2024-01-31"), or ask for a part: ?.year >= 2024.';
    case 'list':
      return 'Ask list contains(?, "word") or count(?) >= 2: the answer is a list of words.';
    case 'boolean':
      return 'Write true or false, without quotes.';
    default:
      return 'Compare with words in double quotes, or ask starts with(?, "M"), contains(?, "word") or string length(?) > 3.';
  }
}
