import { parser, trackVariables } from 'lezer-feel';
import type { Scope } from './scope.js';
import { keepsItems } from './type-of.js';
import { Shape, shapeOf, shapeOfScope } from './shape.js';

interface Child {
  readonly raw?: string;
  computedValue(): unknown;
}

/** What the parser's own tracker keeps while it reads: see trackVariables. */
interface Tracked {
  readonly name: string;
  readonly children: readonly (Child | undefined)[];
  assign(changes: { readonly children: readonly (Child | undefined)[] }): Tracked;
  /** As if a constant had been read. */
  literal(value: unknown): Tracked;
  exitScope(code: string): Tracked;
  define(name: string, value: unknown): Tracked;
}
interface Text {
  readonly next: number;
  readonly pos: number;
  read(from: number, to: number): string;
}
interface Tracker {
  shift(tracked: Tracked, term: number): Tracked;
  reduce(tracked: Tracked, term: number, stack: { readonly pos: number }, text: Text): Tracked;
}

const termOf = (name: string): number => parser.nodeSet.types.find((type) => type.name === name)?.id ?? -1;
const filter = termOf('FilterExpression');
const interval = termOf('Interval');
const functionOfManyWords = termOf('SpecialFunctionName');
const call = termOf('FunctionInvocation');
const parameter = termOf('FormalParameter');
const input = termOf('?');
const openSquare = '['.charCodeAt(0);

/**
 * The parser's tracker of names, with its mistakes mended that lose a name: behind a filter with a condition of two parts it
 * takes the condition for what was filtered; a range that begins with `[` stays open as a list for the rest of the text; it does
 * not see `?` nor `years and months duration`, so that a path or call of them takes what stood before; it does not ask
 * for the type of a parameter; and what `sort(list)` gives it does not take for what the list has.
 */
export function trackerOf(scope: Scope): ReturnType<typeof trackVariables> {
  const made = trackVariables(shapeOfScope(scope), Shape as never);
  const tracker = made as unknown as Tracker;
  const reduce = tracker.reduce.bind(tracker);
  tracker.shift = (tracked, term) => (term === input ? tracked.literal(1) : tracked);
  tracker.reduce = (tracked, term, stack, at) => {
    if (term === filter && tracked.children.length > 2) {
      const [source] = tracked.children;
      return reduce(tracked.assign({ children: [source, tracked.children.at(-1)] }), term, stack, at);
    }
    const next = reduce(term === call ? keepingItems(tracked) : tracked, term, stack, at);
    if (term === functionOfManyWords) return next.literal(1);
    if (term === parameter) return withType(next, at.read(at.pos, stack.pos), scope);
    return term === interval && at.next === openSquare && next.name === 'List' ? next.exitScope('') : next;
  };
  return made;
}

/** `name: type`, or `name: list<type>`. */
function withType(tracked: Tracked, written: string, scope: Scope): Tracked {
  const [, name = '', type = ''] = /^([^:]*):\s*(?:list\s*<)*([^<>]*)/.exec(written) ?? [];
  const declared = scope.type(type.trim().replace(/\s+/g, ' '));
  return declared ? tracked.define(name.trim(), shapeOf(declared)) : tracked;
}

function keepingItems(tracked: Tracked): Tracked {
  const [name, ...given] = tracked.children;
  const [first] = given;
  if (!first || !keepsItems.has(name?.raw ?? '')) return tracked;
  return tracked.assign({ children: [{ computedValue: () => first.computedValue() }, ...given] });
}
