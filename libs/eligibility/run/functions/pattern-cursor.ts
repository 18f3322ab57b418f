import { BadPattern } from './pattern-class.js';

const deepest = 50;

/** A place in a pattern, and how deep its brackets go there. Throws BadPattern alone. */
export class PatternCursor {
  private readonly points: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.points = Array.from(text);
  }

  get next(): string | undefined {
    return this.points[this.at];
  }

  get afterNext(): string | undefined {
    return this.points[this.at + 1];
  }

  /** The letter here, past it; empty at the end. */
  letter(): string {
    return this.points[this.at++] ?? '';
  }

  take(wanted: string): boolean {
    if (this.next !== wanted) return false;
    this.at += 1;
    return true;
  }

  need(wanted: string): void {
    if (!this.take(wanted)) throw new BadPattern('pattern-is-malformed');
  }

  /** What stands before this letter, past it. */
  until(wanted: string): string {
    const end = this.points.indexOf(wanted, this.at);
    if (end < 0) throw new BadPattern('pattern-is-malformed');
    const text = this.points.slice(this.at, end).join('');
    this.at = end + 1;
    return text;
  }

  deeper<T>(read: () => T): T {
    if (++this.depth > deepest) throw new BadPattern('pattern-is-outside');
    const found = read();
    this.depth -= 1;
    return found;
  }
}
