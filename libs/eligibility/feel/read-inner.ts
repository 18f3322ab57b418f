import type { FeelType } from '../values/type.js';
import { partsOf, type FeelNode } from './node.js';
import { need, spanOf, written, type Place, type Read } from './place.js';
import { typeAt } from './read-name.js';
import { stringOf } from './read-string.js';
import { readType } from './read-type.js';
import { quoted, refuseAt } from './refuse.js';
import { openScope, type Declared, type Named, type Scope } from './scope.js';
import { spelling } from './spelling.js';
import type { Feel, FilterKeys, Loop } from './tree.js';
import { bare, itemOf } from './type-of.js';

const any: FeelType = { kind: 'any' };

/** A place with one more name. */
function withName(at: Place, name: string, type: FeelType): { at: Place; slot: number } {
  const scope = at.scope.with([{ name, type }]);
  return { at: { ...at, scope }, slot: slotOf(scope, name) };
}

function slotOf(scope: Scope, name: string): number {
  return scope.find(name)?.slot ?? 0;
}

/**
 * In the brackets stands `item`, and each entry of an item has its own name. Where nobody knows what the items are, any name
 * may be an entry; one that stands further out too means that where an item has no such entry.
 */
export function readFilter(node: FeelNode, at: Place, read: Read): Feel {
  const [source, , by] = partsOf(node);
  const of = read(need(source, node), at);
  const type = itemOf(typeAt(of, at));
  const entries: readonly Named[] =
    type.kind === 'context' ? [...type.entries].map(([name, to]) => ({ name, type: to })) : [];
  const scope = at.scope.with([...entries, { name: 'item', type }]);
  const keys: FilterKeys[number][] = entries.map(({ name }) => keyIn(scope, name, at));
  const isOpen = type.kind === 'any' || (type.kind === 'context' && type.entries.size === 0);
  const inside = isOpen ? openScope(scope, (name, further) => asked(scope, name, further, keys)) : scope;
  const tree = read(need(by, node), { ...at, scope: inside });
  return { ...spanOf(node), op: 'filter', of, by: tree, item: slotOf(scope, 'item'), keys };
}

/** The entry's slot, and what it is where an item has no such entry. */
function keyIn(scope: Scope, key: string, at: Place): FilterKeys[number] {
  const outer = at.scope.find(key)?.slot;
  return { key, slot: slotOf(scope, key), ...(outer === undefined ? {} : { outer }) };
}

function asked(scope: Scope, name: string, further: Declared | null, keys: FilterKeys[number][]): Declared {
  if (further && spelling(name) === 'item') return further;
  const key = further?.name ?? name.replace(/\s+/g, ' ');
  const declared = scope.with([{ name: key, type: further?.type ?? any }]).known(key);
  if (!declared) throw new Error('a scope that declared a name does not have it');
  keys.push({ key, slot: declared.slot, ...(further ? { outer: further.slot } : {}) });
  return declared;
}

interface Loops {
  readonly loops: readonly Loop[];
  readonly at: Place;
}

function readLoops(node: FeelNode, at: Place, read: Read): Loops {
  const loops: Loop[] = [];
  let inner = at;
  for (const part of partsOf(node).filter((one) => one.name === 'InExpression')) {
    const [name, , iteration] = partsOf(part);
    const [from, , to] = partsOf(need(iteration, part));
    const over = read(need(from, part), inner);
    const end = to ? read(to, inner) : undefined;
    const declared = withName(inner, written(need(name, part), at), end ? any : itemOf(typeAt(over, inner)));
    inner = declared.at;
    loops.push({ slot: declared.slot, over, ...(end ? { to: end } : {}) });
  }
  return { loops, at: inner };
}

export function readFor(node: FeelNode, at: Place, read: Read): Feel {
  const parts = partsOf(node);
  const { loops, at: inner } = readLoops(need(parts[1], node), at, read);
  const partial = withName(inner, 'partial', { kind: 'list', of: any });
  const body = read(need(parts.at(-1), node), partial.at);
  return { ...spanOf(node), op: 'for', loops, partial: partial.slot, body };
}

export function readQuantified(node: FeelNode, at: Place, read: Read): Feel {
  const parts = partsOf(node);
  const { loops, at: inner } = readLoops(need(parts[1], node), at, read);
  const op = parts[0]?.name === 'every' ? 'every' : 'some';
  return { ...spanOf(node), op, loops, body: read(need(parts.at(-1), node), inner) };
}

/** Each entry may read those before it. */
export function readContext(node: FeelNode, at: Place, read: Read): Feel {
  const entries: { key: string; slot: number; of: Feel }[] = [];
  let inner = at;
  for (const entry of partsOf(node).filter((part) => part.name === 'ContextEntry')) {
    const parts = partsOf(entry);
    const key = keyOf(need(parts[0], entry), at);
    if (entries.some((before) => before.key === key)) {
      if (at.outermost.lenient) return { ...spanOf(node), op: 'literal', value: null };
      refuseAt(
        entry,
        'entry-is-twice',
        `The entry ${quoted(key)} stands here twice.`,
        'Give each entry a name of its own.',
      );
    }
    const of = read(need(parts.at(-1), entry), inner);
    const declared = withName(inner, key, typeAt(of, inner));
    inner = declared.at;
    entries.push({ key, slot: declared.slot, of });
  }
  return { ...spanOf(node), op: 'context', entries };
}

function keyOf(node: FeelNode, at: Place): string {
  const name = need(partsOf(node)[0], node);
  const text = written(name, at);
  return name.name === 'StringLiteral' ? stringOf(text, name) : text.replace(/\s+/g, ' ');
}

export function readFunction(node: FeelNode, at: Place, read: Read): Feel {
  const parts = partsOf(node);
  if (parts.some((part) => part.name === 'external')) {
    refuseAt(node, 'function-is-external', 'A function of another language is not run here.', 'Write it in FEEL.');
  }
  const declared = partsOf(parts.find((part) => part.name === 'FormalParameters') ?? null)
    .filter((part) => part.name === 'FormalParameter')
    .map((part) => {
      const [name, ...rest] = partsOf(part);
      const type = rest.find((one) => one.name === 'Type');
      return {
        name: written(need(name, part), at).replace(/\s+/g, ' '),
        ...(type ? { type: readType(type, at) } : {}),
      };
    });
  const names = new Set(declared.map(({ name }) => spelling(name)));
  if (names.size < declared.length) {
    refuseAt(node, 'parameter-is-twice', 'Two parameters have one name.', 'Give each parameter a name of its own.');
  }
  const scope = at.scope.with(declared.map(({ name, type }) => ({ name, type: bare(type ?? any) })));
  const body = need(partsOf(need(parts.at(-1), node))[0], node);
  return {
    ...spanOf(node),
    op: 'function',
    parameters: declared.map((parameter) => ({ ...parameter, slot: slotOf(scope, parameter.name) })),
    body: read(body, { ...at, scope }),
  };
}
