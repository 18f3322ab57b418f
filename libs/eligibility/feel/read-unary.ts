import { partsOf, type FeelNode } from './node.js';
import { parse } from './parse.js';
import { need, written, type Place } from './place.js';
import type { Reading } from './reading.js';
import { readNode } from './read-node.js';
import { readTest, testsIn } from './read-tests.js';
import { hideTypes } from './read-type.js';
import { readingOf } from './refuse.js';
import { remembered } from './remember.js';
import { scanCell } from './scan-cell.js';
import type { Scope } from './scope.js';
import type { Unary } from './tree.js';

/** The cell of an input column. Empty and `-` accept anything. As `readFeel` else; `?` is the value that is tested. */
export function readUnary(text: string, scope: Scope): Reading<Unary> {
  return remembered(kept, scope, text, () => {
    const scanned = scanCell(text, scope);
    return scanned ? { ok: true, value: scanned } : parseUnary(text, scope);
  });
}

/** By the parser, also where `scanCell` could. Nothing is kept. */
export function parseUnary(text: string, scope: Scope): Reading<Unary> {
  return readingOf(() => read(text, scope));
}

const kept = new WeakMap<Scope, Map<string, Reading<Unary>>>();

function read(text: string, scope: Scope): Unary {
  if (/^\s*-?\s*$/.test(text)) return { test: 'any' };
  const top = parse(hideTypes(text), 'UnaryTests', scope);
  const parts = partsOf(top);
  if (parts[0]?.name === 'Wildcard') return { test: 'any' };
  const at: Place = { text, outermost: scope, scope, depth: 0, test: null };
  const list = need(
    parts.find((part) => part.name === 'PositiveUnaryTests'),
    top,
  );
  const tests = testsIn(list);
  const negated = parts[0]?.name === 'not' ? tests : negatedBy(tests, at);
  return { test: negated ? 'none' : 'some', of: (negated ?? tests).map((test) => readTest(test, at, readNode)) };
}

/** `not(…)` alone is a list of tests that must not pass, where the parser may take it for a call. */
function negatedBy(tests: readonly FeelNode[], at: Place): readonly FeelNode[] | null {
  const [only] = tests;
  if (!only || tests.length > 1 || only.name !== 'FunctionInvocation') return null;
  const [callee, , given] = partsOf(only);
  const isNot = written(callee ?? null, at) === 'not' && given?.name === 'PositionalParameters';
  return isNot ? partsOf(given).filter((part) => part.name !== ',') : null;
}
