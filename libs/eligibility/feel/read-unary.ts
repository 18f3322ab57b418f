import { partsOf, type FeelNode } from './node.js';
import { parse } from './parse.js';
import { need, type Place } from './place.js';
import type { Reading } from './reading.js';
import { readNode } from './read-node.js';
import { readTest } from './read-tests.js';
import { hideRangeTypes } from './read-type.js';
import { readingOf } from './refuse.js';
import { remembered } from './remember.js';
import type { Scope } from './scope.js';
import type { Unary } from './tree.js';

/** The cell of an input column. Empty and `-` accept anything. As `readFeel` else; `?` is the value that is tested. */
export function readUnary(text: string, scope: Scope): Reading<Unary> {
  return remembered(kept, scope, text, () => readingOf(() => read(text, scope)));
}

const kept = new WeakMap<Scope, Map<string, Reading<Unary>>>();

function read(text: string, scope: Scope): Unary {
  if (/^\s*-?\s*$/.test(text)) return { test: 'any' };
  const top = parse(hideRangeTypes(text), 'UnaryTests', scope);
  const parts = partsOf(top);
  if (parts[0]?.name === 'Wildcard') return { test: 'any' };
  const list = need(
    parts.find((part) => part.name === 'PositiveUnaryTests'),
    top,
  );
  return {
    test: parts[0]?.name === 'not' ? 'none' : 'some',
    of: testsOf(list, { text, outermost: scope, scope, depth: 0, test: null }),
  };
}

function testsOf(list: FeelNode, at: Place): Extract<Unary, { readonly of: unknown }>['of'] {
  return partsOf(list)
    .filter((part) => part.name === 'PositiveUnaryTest')
    .map((part) => readTest(part, at, readNode));
}
