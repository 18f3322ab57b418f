import { builtIn } from '../feel/built-in-names.js';
import type { Feel, Unary } from '../feel/tree.js';
import { isTruth } from '../feel/type-of.js';
import { kindOf } from '../values/kind.js';
import { arithmeticKind } from './arithmetic-kind.js';
import { inWords, Misfits, type Misfit, type Named } from './misfits.js';
import { partKinds, signatures, type KindHere } from './signatures.js';

/** What the answers are. */
export interface Kinds {
  readonly input: KindHere;
  /** Of the question at each slot. */
  readonly slots: readonly KindHere[];
  readonly names: readonly string[];
}

/** What is known to go wrong whatever the answers are; all of it. */
export function misfitsOf(tests: Exclude<Unary, { readonly test: 'any' }>, kinds: Kinds): Misfit[] {
  const reader = new KindReader(kinds);
  for (const { test, readsInput } of tests.of) reader.test(test, readsInput, kinds.input);
  return reader.misfits;
}

export function kindOfComputed(tree: Feel, kinds: Kinds): { readonly kind: KindHere; readonly misfits: Misfit[] } {
  const reader = new KindReader(kinds);
  return { kind: reader.kind(tree), misfits: reader.misfits };
}

const orders: readonly string[] = ['<', '<=', '>', '>='];

class KindReader {
  private readonly found: Misfits;

  constructor(private readonly kinds: Kinds) {
    this.found = new Misfits(kinds.names);
  }

  get misfits(): Misfit[] {
    return this.found.all;
  }

  /** One test of a cell. Without a `?` of its own it is a value to compare with, a range, or a list of such. */
  test(tree: Feel, readsInput: boolean, input: KindHere): void {
    if (tree.op === 'range' || tree.op === 'unary range') {
      const ends = tree.op === 'range' ? [tree.low, tree.high] : [tree.of];
      for (const end of ends) this.found.together({ kind: input, said: '?' }, this.named(end), true);
      return;
    }
    const kind = this.kind(tree);
    if (readsInput) this.found.wants(tree, kind, 'boolean', 'A condition with ? is');
    else if (kind === 'boolean' && !['literal', 'name', 'path'].includes(tree.op)) {
      this.misfits.push({
        message: 'It asks nothing of the answer of its column.',
        instead:
          'Give what it asks a column of its own, or join it with what is asked here: ? >= 18 and other = "yes".',
      });
    } else if (kind !== 'boolean' && kind !== 'list' && kind !== 'range') {
      this.found.together({ kind: input, said: '?' }, { kind, said: this.found.say(tree) }, false);
    }
  }

  /** What a tree comes to; its parts are looked at too. */
  kind(tree: Feel): KindHere {
    switch (tree.op) {
      case 'literal':
        return kindOf(tree.value);
      case 'input':
        return this.kinds.input;
      case 'name':
        return this.kinds.slots[tree.slot] ?? 'any';
      case 'path':
        return this.path(tree);
      case 'negate':
        return this.kind(tree.of);
      case 'if':
        return this.branches(tree);
      case 'list':
        tree.of.forEach((one) => this.kind(one));
        return 'list';
      case 'for':
        return 'list';
      case 'range':
      case 'unary range':
        return 'range';
      case 'context':
      case 'function':
        return tree.op;
      case 'call':
        return this.call(tree);
      case 'filter':
        return tree.by.op === 'literal' ? this.item(tree.of) : 'list';
      case 'between':
        for (const end of [tree.low, tree.high]) this.found.together(this.named(tree.of), this.named(end), true);
        return 'boolean';
      case 'in':
        return this.within(tree);
      default:
        return 'left' in tree ? this.binary(tree) : isTruth(tree.op) ? 'boolean' : 'any';
    }
  }

  private within(tree: Feel & { op: 'in' }): KindHere {
    const kind = this.kind(tree.of);
    if (tree.tests.test !== 'any') {
      // Within, `?` is the value on the left.
      const inner = new KindReader({ ...this.kinds, input: kind });
      for (const { test, readsInput } of tree.tests.of) inner.test(test, readsInput, kind);
      this.misfits.push(...inner.misfits);
    }
    return 'boolean';
  }

  private binary(tree: Extract<Feel, { readonly left: Feel }>): KindHere {
    const [left, right] = [this.named(tree.left), this.named(tree.right)];
    switch (tree.op) {
      case 'and':
      case 'or':
        this.found.wants(tree.left, left.kind, 'boolean', `“${tree.op}” joins conditions;`);
        this.found.wants(tree.right, right.kind, 'boolean', `“${tree.op}” joins conditions;`);
        return 'boolean';
      case '+':
      case '-':
      case '*':
      case '/':
      case '**': {
        const kind = arithmeticKind(tree.op, left.kind, right.kind);
        if (kind !== null) return kind;
        this.misfits.push({
          message: `${left.said} (${inWords(left.kind)}) and ${right.said} (${inWords(right.kind)}) do not go together with ${tree.op}.`,
          instead: 'Reckon with numbers; add a duration to a date, such as duration("P18Y"); join text with text.',
        });
        return 'any';
      }
      default:
        this.found.together(left, right, orders.includes(tree.op));
        return 'boolean';
    }
  }

  private branches(tree: Feel & { op: 'if' }): KindHere {
    this.found.wants(tree.when, this.kind(tree.when), 'boolean', 'What stands behind if is');
    const [then, otherwise] = [this.kind(tree.then), this.kind(tree.otherwise)];
    return then === otherwise ? then : 'any';
  }

  private path(tree: Feel & { op: 'path' }): KindHere {
    const kind = this.kind(tree.of);
    const parts = partKinds[kind];
    const found = parts && Object.hasOwn(parts, tree.key) ? parts[tree.key] : undefined;
    if (found || ['any', 'context', 'list', 'range'].includes(kind)) return found ?? 'any';
    this.misfits.push({
      message: `${this.found.say(tree.of)} is ${inWords(kind)} and has no part “${tree.key}”.`,
      instead: parts ? `It has ${Object.keys(parts).join(', ')}.` : 'Leave the part out.',
    });
    return 'any';
  }

  private call(tree: Feel & { op: 'call' }): KindHere {
    const kinds = tree.arguments.map((one) => this.kind(one));
    const name = typeof tree.of === 'string' ? tree.of : '';
    const signature = signatures.get(name);
    if (name === 'min' || name === 'max' || name === 'abs') return this.extreme(tree, kinds);
    if (tree.names || !signature) return signature?.gives ?? byName(name);
    kinds.forEach((kind, at) => {
      const argument = tree.arguments[at];
      const wanted = signature.takes[at] ?? signature.takes.at(-1) ?? 'any';
      // FEEL takes one value for a list of it; a single answer that is counted is a mistake all the same.
      if (argument) this.found.wants(argument, kind, wanted, `“${name}” takes`);
    });
    return signature.gives;
  }

  /** One of the values that it is given. */
  private extreme({ arguments: given }: Feel & { op: 'call' }, kinds: readonly KindHere[]): KindHere {
    const [only] = given;
    const all = given.length === 1 && only?.op === 'list' ? only.of.map((one) => this.kind(one)) : kinds;
    const [first = 'any'] = all;
    return first !== 'list' && all.every((kind) => kind === first) ? first : 'any';
  }

  /** What stands in a list: answers of several choices, and parts of a text, are text. */
  private item(tree: Feel): KindHere {
    if (tree.op === 'list')
      return this.extreme(
        { ...tree, op: 'call', of: 'max', arguments: tree.of },
        tree.of.map((one) => this.kind(one)),
      );
    const isOfText = tree.op === 'name' || tree.op === 'input' || (tree.op === 'call' && tree.of === 'split');
    return this.kind(tree) === 'list' && isOfText ? 'string' : 'any';
  }

  private named = (tree: Feel): Named => ({ kind: this.kind(tree), said: this.found.say(tree) });
}

/** The relations between points and ranges give a truth; of other functions nothing is known. */
const byName = (name: string): KindHere =>
  builtIn(name)?.signatures.some((one) => one.some((argument) => /^(point|range)\d?$/.test(argument)))
    ? 'boolean'
    : 'any';
