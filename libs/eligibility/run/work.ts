import type { Feel, Span, Unary } from '../feel/tree.js';
import type { FeelValue } from '../values/value.js';
import { TooMuchWork, type Env } from './env.js';

/** Deepest that function bodies may stand in each other, in levels of their trees: keeps the stack of calls bounded. */
const deepest = 1_000;
/** Notes kept of one evaluation. */
const mostNotes = 100;
/** Letters of a text that count as one step. */
const lettersPerStep = 64;

/** Takes steps of the budget. Throws TooMuchWork when there are none left. */
export function spend(env: Env, steps: number): void {
  env.steps -= steps;
  if (!(env.steps >= 0)) throw new TooMuchWork();
}

/** Takes what keeping this value costs: so nothing grows past the budget, whatever is put together from itself. */
export function spendOn(env: Env, value: FeelValue): FeelValue {
  if (typeof value === 'string') {
    if (value.length > lettersPerStep) spend(env, Math.ceil(value.length / lettersPerStep));
  } else if (Array.isArray(value)) {
    spend(env, value.length);
  } else if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'context') {
    spend(env, value.entries.size);
  }
  return value;
}

/** Runs the body of a function that is `levels` deep. */
export function inside<T>(env: Env, levels: number, run: () => T): T {
  const before = env.depth ?? 0;
  if (before + levels > deepest) throw new TooMuchWork();
  env.depth = before + levels;
  try {
    return run();
  } catch (error) {
    // Functions of several decisions that call each other count their depth apart; and a text can outgrow what there may be.
    throw error instanceof RangeError ? new TooMuchWork() : error;
  } finally {
    env.depth = before;
  }
}

/** `null`, and why. */
export function nullFor(env: Env, code: string, { from, to }: Span): null {
  if (env.notes.length < mostNotes) env.notes.push({ code, from, to });
  return null;
}

/** How many nodes a tree has, and how many levels. */
export function sizeOf(tree: Feel): { readonly nodes: number; readonly levels: number } {
  let nodes = 1;
  let levels = 0;
  for (const child of childrenOf(tree)) {
    const size = sizeOf(child);
    nodes += size.nodes;
    levels = Math.max(levels, size.levels);
  }
  return { nodes, levels: levels + 1 };
}

/** Whether some node of a tree is such a one. */
export function someNode(tree: Feel, is: (node: Feel) => boolean): boolean {
  return is(tree) || childrenOf(tree).some((child) => someNode(child, is));
}

/** Whether a node may read one of these slots. What is ready already may read any. */
export function reads(node: Feel, slots: ReadonlySet<number>): boolean {
  return node.op === 'run' || (node.op === 'name' && slots.has(node.slot));
}

const treesOf = (tests: Unary): readonly Feel[] => (tests.test === 'any' ? [] : tests.of.map(({ test }) => test));

/** The expressions that an expression is made of. */
export function childrenOf(tree: Feel): readonly Feel[] {
  switch (tree.op) {
    case 'literal':
    case 'name':
    case 'input':
    case 'run':
      return [];
    case 'path':
    case 'negate':
    case 'unary range':
    case 'instance of':
      return [tree.of];
    case 'filter':
      return [tree.of, tree.by];
    case 'between':
      return [tree.of, tree.low, tree.high];
    case 'range':
      return [tree.low, tree.high];
    case 'in':
      return [tree.of, ...treesOf(tree.tests)];
    case 'if':
      return [tree.when, tree.then, tree.otherwise];
    case 'for':
    case 'some':
    case 'every':
      return [...tree.loops.flatMap(({ over, to }) => (to ? [over, to] : [over])), tree.body];
    case 'list':
      return tree.of;
    case 'context':
      return tree.entries.map(({ of }) => of);
    case 'call':
      return typeof tree.of === 'string' ? tree.arguments : [tree.of, ...tree.arguments];
    case 'function':
      return [tree.body];
    default:
      return [tree.left, tree.right];
  }
}
