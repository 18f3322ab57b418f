import type { FeelType } from '../values/type.js';
import { spelling } from './spelling.js';

/** A name that an expression may read. */
export interface Declared {
  readonly name: string;
  readonly slot: number;
  readonly type: FeelType;
}

export interface Named {
  readonly name: string;
  readonly type: FeelType;
}

/**
 * The names that an expression may read, by the innermost that declares them. Pure. Slots are numbered by the caller's
 * `nextSlot`, so that every name of one decision has a place of its own.
 */
export interface Scope {
  /** Spaces count as one, and none where the name has a sign: `a - b` finds `a-b`. */
  readonly find: (name: string) => Declared | null;
  /** Without taking a name that nobody declared for an entry of something: see `openScope`. */
  readonly known: (name: string) => Declared | null;
  /** Everything visible, inner names first. */
  readonly all: () => readonly Declared[];
  /** These names, on top of those that there are; each gets a new slot. */
  readonly with: (names: readonly Named[]) => Scope;
  /** How many slots an `Env` needs that runs what was read in this scope or in one below it. */
  readonly slots: () => number;
  /** A type that the model declares by name. */
  readonly type: (name: string) => FeelType | null;
  /** See `ScopeOptions`. */
  readonly lenient: boolean;
}

export interface ScopeOptions {
  /** The model's own types, by name. */
  readonly type?: (name: string) => FeelType | null;
  /**
   * The standard makes a call with the wrong arguments or of what is no function, a date that is none, a key written twice
   * and an entry that a type has not into `null`, and its kit asks for that. We refuse them, unless this is set.
   */
  readonly lenient?: boolean;
}

export function scopeOf(names: readonly Named[], options: ScopeOptions = {}): Scope {
  let next = 0;
  const under = (own: readonly Declared[], outer: Scope | null): Scope => {
    const bySpelling = new Map([...own].reverse().map((declared) => [spelling(declared.name), declared]));
    const scope: Scope = {
      find: (name) => bySpelling.get(spelling(name)) ?? outer?.find(name) ?? null,
      known: (name) => bySpelling.get(spelling(name)) ?? outer?.known(name) ?? null,
      all: () => [...own, ...(outer?.all() ?? [])],
      with: (inner) =>
        under(
          inner.map(({ name, type }) => ({ name, type, slot: next++ })),
          scope,
        ),
      slots: () => next,
      type: (name) => options.type?.(name) ?? null,
      lenient: options.lenient ?? false,
    };
    return scope;
  };
  return under([], null).with(names);
}

/**
 * A scope on top of `outer` in which a name that nobody knows, or that stands further out, may be an entry of a value whose
 * type nobody declared: the filter of an untyped list. `asked` is told of each such name once.
 */
export function openScope(outer: Scope, asked: (name: string, further: Declared | null) => Declared): Scope {
  const found = new Map<string, Declared>();
  const over = (own: Scope | null, inner: Scope): Scope => ({
    ...inner,
    find: (name) => own?.find(name) ?? ask(name),
    known: (name) => own?.find(name) ?? outer.known(name),
    with: (names) => {
      const next = inner.with(names);
      const declared = next.all().slice(0, names.length);
      return over(fixed(declared, own, next), next);
    },
  });
  const ask = (name: string): Declared => {
    const known = found.get(spelling(name)) ?? asked(name, outer.find(name));
    found.set(spelling(name), known);
    return known;
  };
  return over(null, outer);
}

/** Finds these names alone, then what `own` finds. */
function fixed(declared: readonly Declared[], own: Scope | null, like: Scope): Scope {
  return {
    ...like,
    find: (name) => declared.find((one) => spelling(one.name) === spelling(name)) ?? own?.find(name) ?? null,
  };
}
