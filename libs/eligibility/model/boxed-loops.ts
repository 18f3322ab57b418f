import type { Scope } from '../feel/scope.js';
import type { Feel } from '../feel/tree.js';
import { itemOf } from '../feel/type-of.js';
import type { FeelType } from '../values/type.js';
import { child, type Boxed, type Read, type Reader } from './boxed.js';
import { nameOf, type DmnElement } from './element.js';

const any: FeelType = { kind: 'any' };
const at = { from: 0, to: 0 };
const listOf = (of: FeelType): FeelType => ({ kind: 'list', of });
const iteratorOf = ({ iteratorVariable }: DmnElement): string => nameOf({ $type: '', name: iteratorVariable });

export function boxedConditional(element: DmnElement, scope: Scope, reader: Reader): Boxed {
  const part = (one: DmnElement | undefined): Feel => child(one, scope, reader).tree;
  const tree: Feel = {
    ...at,
    op: 'if',
    when: part(element.if),
    then: part(element.then),
    otherwise: part(element.else),
  };
  return { tree, type: any };
}

export function boxedFor(element: DmnElement, scope: Scope, reader: Reader): Boxed {
  const over = child(element.in, scope, reader);
  const inner = scope.with([
    { name: iteratorOf(element), type: itemOf(over.type) },
    { name: 'partial', type: { kind: 'list', of: any } },
  ]);
  const [item, partial] = inner.all();
  const body = child(element.return, inner, reader);
  const loops = [{ slot: item!.slot, over: over.tree }];
  return { tree: { ...at, op: 'for', loops, partial: partial!.slot, body: body.tree }, type: listOf(body.type) };
}

export function boxedFilter(element: DmnElement, scope: Scope, reader: Reader): Boxed {
  const of = child(element.in, scope, reader);
  const item = itemOf(of.type);
  const inside = item.kind === 'context' ? [...item.entries].map(([name, type]) => ({ name, type })) : [];
  const inner = scope.with([...inside, { name: 'item', type: item }]);
  const declared = inner.all();
  const keys = inside.map(({ name }, index) => ({ key: name, slot: declared[index]!.slot }));
  const by = child(element.match, inner, reader);
  const tree: Feel = { ...at, op: 'filter', of: of.tree, by: by.tree, item: declared[inside.length]!.slot, keys };
  return { tree, type: listOf(item) };
}

export function boxedQuantifier(op: 'some' | 'every'): Read {
  return (element, scope, reader) => {
    const over = child(element.in, scope, reader);
    const name = iteratorOf(element);
    const inner = scope.with([{ name, type: itemOf(over.type) }]);
    const body = child(element.satisfies, inner, reader);
    const loops = [{ slot: inner.all()[0]!.slot, over: over.tree }];
    return { tree: { ...at, op, loops, body: body.tree }, type: { kind: 'boolean' } };
  };
}
