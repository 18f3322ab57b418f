import type { FeelType } from '../values/type.js';
import type { Scope } from './scope.js';

/** What the parser takes for a letter in a name, the signs that a name may hold, and spaces. */
const readable = /[\p{L}\p{N}_?·\u0300-\u036f\s./\-'+*]/u;
/** First of a row of letters that no text holds; one stands for each sign that the parser does not take in a name. */
const firstStandIn = 0xf900;

/**
 * A name may hold signs that the parser stops at, such as `’`, `%`, `(` or `"`. Where such a name stands in the text, each of
 * these signs is put behind a letter, so that all places stay where they are. Only names of this scope are looked for, and
 * not within strings.
 */
export function hideSigns(text: string, scope: Scope): string {
  const names = strangeNames(scope);
  if (names.length === 0) return text;
  let hidden = '';
  for (let at = 0; at < text.length;) {
    const name = names.find((one) => text.startsWith(one, at) && standsAlone(text, at, at + one.length));
    const taken = name ?? /^"(?:[^"\\\n]|\\.)*"/.exec(text.slice(at))?.[0];
    hidden += name === undefined ? (taken ?? text[at]) : standIn(name);
    at += taken?.length ?? 1;
  }
  return hidden;
}

/** The name as the parser is told of it. A digit in front would make it a number. */
export function standIn(name: string): string {
  const letters = [...name].map((sign) => (readable.test(sign) ? sign : letterFor(sign))).join('');
  return /^[0-9].*\p{L}/u.test(name) ? letterFor(name.charAt(0)) + letters.slice(1) : letters;
}

function letterFor(sign: string): string {
  return [...sign].length === sign.length ? String.fromCharCode(firstStandIn + (sign.charCodeAt(0) % 0x160)) : sign;
}

export const hasStrangeNames = (scope: Scope): boolean => strangeNames(scope).length > 0;

const known = new WeakMap<Scope, readonly string[]>();

function strangeNames(scope: Scope): readonly string[] {
  const before = known.get(scope);
  if (before) return before;
  const names = new Set<string>();
  for (const { name, type } of scope.all()) {
    names.add(name);
    keysOf(type, names);
  }
  const strange = [...names].filter((name) => standIn(name) !== name).sort((a, b) => b.length - a.length);
  known.set(scope, strange);
  return strange;
}

function keysOf(type: FeelType, into: Set<string>): void {
  if (type.kind === 'list' || type.kind === 'range' || type.kind === 'allowed') keysOf(type.of, into);
  if (type.kind === 'context') {
    for (const [key, of] of type.entries) {
      into.add(key);
      keysOf(of, into);
    }
  }
}

function standsAlone(text: string, from: number, to: number): boolean {
  const within = (at: number): boolean => /[\p{L}\p{N}_]/u.test(text[at] ?? '');
  return !(within(from - 1) && within(from)) && !(within(to - 1) && within(to));
}
