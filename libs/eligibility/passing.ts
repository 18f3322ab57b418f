import { answered, isFeel, truthOf } from './cells/truth.js';
import { holds } from './holds.js';
import { countBelow } from './number-partition.js';
import type { Atoms } from './partition.js';
import { intersection, span, spansWhere, union, without, type Spans } from './spans.js';
import type { Comparison, FeelTest, Literal } from './table.js';
import type { Domain } from './types.js';

/**
 * Per test, the places of the atoms that pass it. Comparisons find their places by searching, so that long lists of
 * constants do not cost each atom each constant; whatever else is asked is tried on every atom. Null when that takes
 * more than `most` tries, or a test more work than it may.
 */
export function passingOf(
  tests: readonly FeelTest[],
  atoms: Atoms,
  kind: Domain['kind'],
  most: number,
): readonly Spans[] | null {
  const search = new Search(atoms, kind, most);
  const passing: Spans[] = [];
  for (const test of tests) {
    passing.push(isFeel(test) ? search.tryFeel(test) : search.of(test));
    if (search.left < 0) return null;
  }
  return passing;
}

class Search {
  private readonly words = new Map<string, Spans>();
  private readonly samples: readonly (string | number)[];
  private readonly length: number;

  constructor(
    private readonly atoms: Atoms,
    private readonly kind: Domain['kind'],
    /** Tries that are left; below zero it was too much. */
    public left: number,
  ) {
    this.length = atoms.atoms.length;
    this.samples = atoms.ordered ? atoms.atoms.map(({ sample }) => sample as string | number) : [];
  }

  of(test: FeelTest): Spans {
    switch (test.test) {
      case 'any':
        return span(0, this.length);
      case 'compare':
        return this.compare(test.operator, test.to);
      case 'range':
        return intersection(
          [
            this.compare(test.fromIncluded ? '>=' : '>', test.from),
            this.compare(test.toIncluded ? '<=' : '<', test.to),
          ],
          this.length,
        );
      case 'contains':
        return this.word(test);
      case 'some':
        return union(test.of.map((one) => this.of(one)));
      case 'every':
        return intersection(
          test.of.map((one) => this.of(one)),
          this.length,
        );
      case 'not':
        return without(this.of(test.of), this.length);
      case 'feel':
        return [];
    }
  }

  tryFeel(test: FeelTest): Spans {
    return spansWhere(this.length, (at) => {
      const truth = truthOf(test, answered(this.atoms.atoms[at]!.sample, this.kind), () => null);
      if (truth === 'too-much') this.left = -1;
      return truth === true;
    });
  }

  private compare(operator: Comparison, to: Literal): Spans {
    if (operator === '!=') return without(this.compare('=', to), this.length);
    if (operator !== '=' && !this.atoms.ordered) return this.tryEach({ test: 'compare', operator, to });
    const [from, until] = this.equals(to.value);
    if (from < 0) return [];
    if (operator === '=') return span(from, until);
    if (operator === '<' || operator === '<=') return span(0, operator === '<' ? from : until);
    return span(operator === '>' ? until : from, this.length);
  }

  /** Where the atoms that equal a constant stand, or would; below zero for a constant of another kind. */
  private equals(constant: string | number | boolean): readonly [number, number] {
    if (!this.atoms.ordered) {
      const at = this.atoms.find(constant);
      return [at, at + 1];
    }
    if (typeof constant !== typeof this.samples[0] || typeof constant === 'boolean' || Number.isNaN(constant)) {
      return [-1, -1];
    }
    const at = countBelow(this.samples, constant);
    return [at, this.samples[at] === constant ? at + 1 : at];
  }

  private word(test: FeelTest & { readonly test: 'contains' }): Spans {
    const known = this.words.get(test.item) ?? this.tryEach(test);
    this.words.set(test.item, known);
    return known;
  }

  private tryEach(test: FeelTest): Spans {
    this.left -= this.length;
    if (this.left < 0) return [];
    return spansWhere(this.length, (at) => holds(test, this.atoms.atoms[at]!.sample));
  }
}
