import type { Feel } from '../feel/tree.js';
import type { FeelValue } from '../values/value.js';
import { arithmetic, negation } from './arithmetic.js';
import { call, functionLiteral } from './calls.js';
import { instanceOf } from './conforms.js';
import type { Env, Run } from './env.js';
import { filter } from './filter.js';
import { between, choice, comparison, conjunction, disjunction, membership } from './logic.js';
import { loop, quantified } from './loops.js';
import { path } from './paths.js';
import { interval, oneSidedRange } from './ranges.js';
import { spend } from './work.js';

/**
 * An expression as a closure: reads `Env.slots`, runs without any code being made. What goes wrong on the way is `null` with
 * a note; only TooMuchWork is thrown.
 */
export function closureOf(tree: Feel): Run {
  switch (tree.op) {
    case 'literal':
      return constant(tree.value);
    case 'name':
      return read(tree.slot);
    case 'input':
      return (env) => env.input;
    case 'run':
      return tree.run;
    case 'path':
      return path(tree, closureOf(tree.of));
    case 'filter':
      return filter(tree, closureOf(tree.of), closureOf(tree.by));
    case 'negate':
      return negation(tree, closureOf(tree.of));
    case 'between':
      return between(closureOf(tree.of), closureOf(tree.low), closureOf(tree.high));
    case 'in':
      return membership(closureOf(tree.of), tree.tests, closureOf);
    case 'if':
      return choice(closureOf(tree.when), closureOf(tree.then), closureOf(tree.otherwise));
    case 'for':
      return loop(tree, closureOf);
    case 'some':
    case 'every':
      return quantified(tree, closureOf);
    case 'list':
      return list(tree.of.map(closureOf));
    case 'context':
      return context(tree.entries.map((entry) => ({ ...entry, run: closureOf(entry.of) })));
    case 'range':
      return interval(tree, closureOf(tree.low), closureOf(tree.high));
    case 'unary range':
      return oneSidedRange(tree, closureOf(tree.of));
    case 'call':
      return call(tree, closureOf);
    case 'function':
      return functionLiteral(tree, closureOf(tree.body));
    case 'instance of':
      return instanceOf(closureOf(tree.of), tree.type);
    default:
      return binary(tree);
  }
}

type Binary = Extract<Feel, { readonly left: Feel }>;

function binary(tree: Binary): Run {
  const left = closureOf(tree.left);
  const right = closureOf(tree.right);
  switch (tree.op) {
    case 'and':
      return conjunction(left, right);
    case 'or':
      return disjunction(left, right);
    case '+':
    case '-':
    case '*':
    case '/':
    case '**':
      return arithmetic(tree, tree.op, left, right);
    default:
      return comparison(tree, tree.op, left, right);
  }
}

function constant(value: FeelValue): Run {
  return () => value;
}

function read(slot: number): Run {
  return (env) => env.slots[slot] ?? null;
}

function list(runs: readonly Run[]): Run {
  return (env) => {
    spend(env, runs.length);
    return runs.map((run) => run(env));
  };
}

interface Entry {
  readonly key: string;
  readonly slot: number;
  readonly run: Run;
}

function context(entries: readonly Entry[]): Run {
  return (env: Env) => {
    spend(env, entries.length);
    const made = new Map<string, FeelValue>();
    for (const { key, slot, run } of entries) {
      const value = run(env);
      env.slots[slot] = value;
      made.set(key, value);
    }
    return { kind: 'context', entries: made };
  };
}
