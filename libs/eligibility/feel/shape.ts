import { VariableContext } from 'lezer-feel';
import type { FeelType } from '../values/type.js';
import { standIn } from './hide-signs.js';
import type { Scope } from './scope.js';

/** A type whose entries are looked at only when a path goes there. */
class Later {
  constructor(readonly type: FeelType) {}
}

type Entries = ReadonlyMap<string, unknown>;

/**
 * What the parser needs to know of the names in scope, so that it reads `a-b` as one name where there is one, also behind a
 * dot. A map, because its own kind is a plain object, where `__proto__` is lost. A list has the shape of its items: the
 * parser takes the shape of a list for that of `item` and of what a loop goes over.
 */
export class Shape extends VariableContext {
  private get entries(): Entries {
    return this.value as Entries;
  }

  override getKeys(): string[] {
    return [...this.entries.keys()];
  }

  override get(key: string): unknown {
    const entry = this.entries.get(key);
    return entry instanceof Later ? shapeOf(entry.type) : entry;
  }

  override set(key: string, value: unknown): this {
    return new Shape(new Map(this.entries).set(key, value)) as this;
  }

  override merge(other: unknown): VariableContext {
    return Shape.of(this, other);
  }

  /** The entries of all of them; of two of one name the later's. */
  static override of(...shapes: unknown[]): VariableContext {
    const all = shapes.filter((shape) => shape instanceof Shape);
    const [only] = all;
    if (only && all.length === 1) return only;
    return new Shape(new Map(all.flatMap((shape) => [...shape.entries])));
  }
}

/** Words of the language. A name that is one alone cannot be read; told of it, the parser could not read the language. */
const words = new Set(
  'and between else every false for function if in instance null of or return satisfies some then true'.split(' '),
);

export function shapeOfScope(scope: Scope): Shape {
  const names = scope.all().filter(({ name }) => !words.has(name));
  // Inner names come first and win.
  return new Shape(new Map(names.reverse().map(({ name, type }) => [standIn(name), new Later(type)])));
}

export function shapeOf(type: FeelType): unknown {
  switch (type.kind) {
    case 'context':
      return new Shape(new Map([...type.entries].map(([key, of]) => [standIn(key), new Later(of)])));
    case 'list':
    case 'range':
    case 'allowed':
      return shapeOf(type.of);
    case 'function':
      return type.result ? shapeOf(type.result) : 1;
    default:
      return 1;
  }
}
