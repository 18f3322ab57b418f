import { BadPattern, escapedPoint, type Takes, variantsOf } from './pattern-class.js';
import { readClass, readLetters } from './pattern-class-read.js';
import { PatternCursor } from './pattern-cursor.js';

/** A pattern of XPath as a tree. */
export type Part =
  | { readonly part: 'one'; readonly takes: Takes }
  | { readonly part: 'row' | 'choice'; readonly of: readonly Part[] }
  | {
      readonly part: 'repeat';
      readonly of: Part;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    }
  | { readonly part: 'group'; readonly number: number; readonly of: Part }
  | { readonly part: 'again'; readonly number: number }
  | { readonly part: 'start' | 'end' };

export interface Flags {
  readonly dotAll: boolean;
  readonly lines: boolean;
  readonly anyCase: boolean;
}

const mostRepeats = 1_000;

/** Reads a pattern by XPath's grammar. Throws BadPattern alone. Whoever calls takes out what the flag `x` leaves out. */
export class PatternReader {
  private readonly at: PatternCursor;
  private readonly closed = new Set<number>();
  groups = 0;

  constructor(
    text: string,
    private readonly flags: Flags,
  ) {
    this.at = new PatternCursor(text);
  }

  read(): Part {
    const whole = this.choice();
    if (this.at.next !== undefined) throw new BadPattern('pattern-is-malformed');
    return whole;
  }

  private choice(): Part {
    return this.at.deeper(() => {
      const of = [this.row()];
      while (this.at.take('|')) of.push(this.row());
      return of.length === 1 ? of[0]! : { part: 'choice', of };
    });
  }

  private row(): Part {
    const of: Part[] = [];
    while (this.at.next !== undefined && this.at.next !== '|' && this.at.next !== ')') of.push(this.repeated());
    return { part: 'row', of };
  }

  private repeated(): Part {
    const of = this.atom();
    const times = this.times();
    if (!times) return of;
    const lazy = this.at.take('?');
    if (of.part === 'start' || of.part === 'end') throw new BadPattern('pattern-is-outside');
    return { part: 'repeat', of, least: times[0], most: times[1], lazy };
  }

  private times(): readonly [number, number] | null {
    if (this.at.take('?')) return [0, 1];
    if (this.at.take('*')) return [0, Infinity];
    if (this.at.take('+')) return [1, Infinity];
    if (!this.at.take('{')) return null;
    const least = this.count();
    const most = this.at.take(',') ? (this.at.next === '}' ? Infinity : this.count()) : least;
    this.at.need('}');
    if (most < least) throw new BadPattern('pattern-is-malformed');
    return [least, most];
  }

  private count(): number {
    let digits = '';
    while (this.at.next !== undefined && /^\d$/.test(this.at.next)) digits += this.at.letter();
    if (digits === '') throw new BadPattern('pattern-is-malformed');
    if (Number(digits) > mostRepeats) throw new BadPattern('pattern-is-outside');
    return Number(digits);
  }

  private atom(): Part {
    const letter = this.at.letter();
    if (letter === '(') return this.group();
    if (letter === '[') return { part: 'one', takes: readClass(this.at, this.flags.anyCase) };
    if (letter === '\\') return this.escape();
    if (letter === '^') return { part: 'start' };
    if (letter === '$') return { part: 'end' };
    if (letter === '.')
      return { part: 'one', takes: (point) => this.flags.dotAll || (point !== 0x0a && point !== 0x0d) };
    if (/^[?*+{}\]]$/.test(letter)) throw new BadPattern('pattern-is-malformed');
    return this.literal(letter.codePointAt(0) ?? 0);
  }

  private literal(wanted: number): Part {
    if (!this.flags.anyCase) return { part: 'one', takes: (point) => point === wanted };
    const variants = variantsOf(wanted);
    return { part: 'one', takes: (point) => variants.includes(point) || variantsOf(point).includes(wanted) };
  }

  private group(): Part {
    if (this.at.take('?')) {
      if (!this.at.take(':')) throw new BadPattern('pattern-is-outside');
      const of = this.choice();
      this.at.need(')');
      return of;
    }
    const number = ++this.groups;
    const of = this.choice();
    this.at.need(')');
    this.closed.add(number);
    return { part: 'group', number, of };
  }

  private escape(): Part {
    const letter = this.at.next ?? '';
    if (/^[1-9]$/.test(letter)) return this.again();
    const point = escapedPoint(letter);
    if (point === undefined) return { part: 'one', takes: readLetters(this.at, this.flags.anyCase) };
    this.at.letter();
    return this.literal(point);
  }

  /** As many digits as there are groups for. */
  private again(): Part {
    let number = Number(this.at.letter());
    while (/^\d$/.test(this.at.next ?? '') && number * 10 + Number(this.at.next) <= this.groups) {
      number = number * 10 + Number(this.at.letter());
    }
    if (!this.closed.has(number)) throw new BadPattern('pattern-is-malformed');
    return { part: 'again', number };
  }
}
