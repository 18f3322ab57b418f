import { parse } from './parse.js';
import { readNode } from './read-node.js';
import { need, type Place } from './place.js';
import { hideTypes } from './read-type.js';
import type { Reading } from './reading.js';
import { partsOf } from './node.js';
import { readingOf } from './refuse.js';
import type { Scope } from './scope.js';
import { remembered } from './remember.js';
import type { Feel } from './tree.js';

/**
 * An expression of FEEL. Its names are those of the scope; one that nobody declared is refused, as is everything else that
 * would not mean what it seems to. Pure; what was read once is kept with the scope.
 */
export function readFeel(text: string, scope: Scope): Reading<Feel> {
  return remembered(kept, scope, text, () => readingOf(() => read(text, scope)));
}

const kept = new WeakMap<Scope, Map<string, Reading<Feel>>>();

function read(text: string, scope: Scope): Feel {
  const top = parse(hideTypes(text), 'Expression', scope);
  const place: Place = { text, outermost: scope, scope, depth: 0, test: null };
  return readNode(need(partsOf(top)[0], top), place);
}
