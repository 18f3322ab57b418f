import {
  anyCase,
  BadPattern,
  escapedPoint,
  letterClass,
  propertyClass,
  type Takes,
  variantsOf,
} from './pattern-class.js';

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

const deepest = 50;
const mostRepeats = 1_000;

/** Reads a pattern by XPath's grammar. Throws BadPattern alone. Whoever calls takes out what the flag `x` leaves out. */
export class PatternReader {
  private readonly points: readonly string[];
  private at = 0;
  private depth = 0;
  private closed = new Set<number>();
  groups = 0;

  constructor(
    text: string,
    private readonly flags: Flags,
  ) {
    this.points = Array.from(text);
  }

  read(): Part {
    const whole = this.choice();
    if (this.at < this.points.length) throw new BadPattern('pattern-is-malformed');
    return whole;
  }

  private get next(): string | undefined {
    return this.points[this.at];
  }

  private take(wanted: string): boolean {
    if (this.next !== wanted) return false;
    this.at += 1;
    return true;
  }

  private need(wanted: string): void {
    if (!this.take(wanted)) throw new BadPattern('pattern-is-malformed');
  }

  private choice(): Part {
    if (++this.depth > deepest) throw new BadPattern('pattern-is-outside');
    const of = [this.row()];
    while (this.take('|')) of.push(this.row());
    this.depth -= 1;
    return of.length === 1 ? of[0]! : { part: 'choice', of };
  }

  private row(): Part {
    const of: Part[] = [];
    while (this.next !== undefined && this.next !== '|' && this.next !== ')') of.push(this.repeated());
    return { part: 'row', of };
  }

  private repeated(): Part {
    const of = this.atom();
    const times = this.times();
    if (!times) return of;
    const lazy = this.take('?');
    if (of.part === 'start' || of.part === 'end') throw new BadPattern('pattern-is-outside');
    return { part: 'repeat', of, least: times[0], most: times[1], lazy };
  }

  private times(): readonly [number, number] | null {
    if (this.take('?')) return [0, 1];
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (!this.take('{')) return null;
    const least = this.count();
    const most = this.take(',') ? (this.next === '}' ? Infinity : this.count()) : least;
    this.need('}');
    if (most < least) throw new BadPattern('pattern-is-malformed');
    return [least, most];
  }

  private count(): number {
    let digits = '';
    while (this.next !== undefined && /^\d$/.test(this.next)) digits += this.points[this.at++];
    if (digits === '') throw new BadPattern('pattern-is-malformed');
    if (Number(digits) > mostRepeats) throw new BadPattern('pattern-is-outside');
    return Number(digits);
  }

  private atom(): Part {
    const letter = this.points[this.at++] ?? '';
    if (letter === '(') return this.group();
    if (letter === '[') return { part: 'one', takes: this.classOf() };
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
    if (this.take('?')) {
      if (!this.take(':')) throw new BadPattern('pattern-is-outside');
      const of = this.choice();
      this.need(')');
      return of;
    }
    const number = ++this.groups;
    const of = this.choice();
    this.need(')');
    this.closed.add(number);
    return { part: 'group', number, of };
  }

  private escape(): Part {
    const letter = this.points[this.at] ?? '';
    if (/^[1-9]$/.test(letter)) return this.again();
    const point = escapedPoint(letter);
    if (point === undefined) return { part: 'one', takes: this.letters() };
    this.at += 1;
    return this.literal(point);
  }

  /** As many digits as there are groups for. */
  private again(): Part {
    let number = Number(this.points[this.at++]);
    while (/^\d$/.test(this.next ?? '') && number * 10 + Number(this.next) <= this.groups) {
      number = number * 10 + Number(this.points[this.at++]);
    }
    if (!this.closed.has(number)) throw new BadPattern('pattern-is-malformed');
    return { part: 'again', number };
  }

  /** `\d`, `\p{L}` and their like, after the backslash. */
  private letters(): Takes {
    const letter = this.points[this.at++] ?? '';
    const takes = letterClass(letter);
    if (takes) return takes;
    if (letter !== 'p' && letter !== 'P') throw new BadPattern('pattern-is-malformed');
    this.need('{');
    const end = this.points.indexOf('}', this.at);
    if (end < 0) throw new BadPattern('pattern-is-malformed');
    const property = propertyClass(this.points.slice(this.at, end).join(''));
    this.at = end + 1;
    const wanted = this.flags.anyCase ? anyCase(property) : property;
    return letter === 'p' ? wanted : (point) => !wanted(point);
  }

  /** `[a-z-[aeiou]]`, after the bracket: what it takes, less what is taken away. */
  private classOf(): Takes {
    if (++this.depth > deepest) throw new BadPattern('pattern-is-outside');
    const not = this.take('^');
    const parts: Takes[] = [];
    let less: Takes | null = null;
    while (!less && this.next !== ']') {
      if (this.next === '-' && this.points[this.at + 1] === '[' && parts.length > 0) {
        this.at += 2;
        less = this.classOf();
      } else parts.push(this.classPart(parts.length === 0));
    }
    this.need(']');
    this.depth -= 1;
    if (parts.length === 0) throw new BadPattern('pattern-is-malformed');
    const some: Takes = (point) => parts.some((part) => part(point));
    const wanted = this.flags.anyCase ? anyCase(some) : some;
    return (point) => wanted(point) !== not && !less?.(point);
  }

  private classPart(first: boolean): Takes {
    if (this.next === '\\' && escapedPoint(this.points[this.at + 1] ?? '') === undefined) {
      this.at += 1;
      return this.letters();
    }
    if (this.next === '-' && !first && this.points[this.at + 1] !== ']') throw new BadPattern('pattern-is-malformed');
    const from = this.classPoint();
    const ranged = this.next === '-' && !/^[\][]$/.test(this.points[this.at + 1] ?? ']');
    if (!ranged) return (point) => point === from;
    this.at += 1;
    const to = this.classPoint();
    if (to < from) throw new BadPattern('pattern-is-malformed');
    return (point) => point >= from && point <= to;
  }

  private classPoint(): number {
    const letter = this.points[this.at++];
    if (letter === undefined || letter === '[' || letter === ']') throw new BadPattern('pattern-is-malformed');
    if (letter !== '\\') return letter.codePointAt(0) ?? 0;
    const point = escapedPoint(this.points[this.at++] ?? '');
    if (point === undefined) throw new BadPattern('pattern-is-malformed');
    return point;
  }
}
