import { type Env, TooMuchWork } from '../env.js';
import { variantsOf } from './pattern-class.js';
import type { Flags, Part } from './pattern-read.js';

/** Where a pattern was found, in code points; and what its groups took, each from … to, or null. */
export interface Match {
  readonly from: number;
  readonly to: number;
  readonly groups: readonly (readonly [number, number] | null)[];
}

const mostSteps = 1_000_000;
const deepestMatch = 500;

/** What comes next: the end of the match, or -1. */
type Next = (at: number) => number;
type Step = (at: number, next: Next) => number;
class Astray extends Error {}

const pointsOf = (text: string): number[] => Array.from(text, (letter) => letter.codePointAt(0) ?? 0);

/** One pattern, ready to look for itself in texts. Not two at a time. */
export class PatternSearch {
  private points: readonly number[] = [];
  private steps = 0;
  private depth = 0;
  private groups: ([number, number] | null)[] = [];
  private readonly start: Step;

  constructor(
    whole: Part,
    private readonly flags: Flags,
    private readonly groupCount: number,
  ) {
    this.start = this.stepOf(whole);
  }

  find(text: string, from: number, env: Env): Match | null | 'too-long' {
    this.points = pointsOf(text);
    return this.within(env, () => this.first(from));
  }

  all(text: string, env: Env): readonly Match[] | null {
    if (this.find('', 0, env) !== null) return null;
    this.points = pointsOf(text);
    const matches: Match[] = [];
    for (let from = 0; from < this.points.length;) {
      const match = this.within(env, () => this.first(from));
      if (!match) break;
      if (match === 'too-long' || match.to === match.from) return null;
      matches.push(match);
      from = match.to;
    }
    return matches;
  }

  /** Each match has its own bound; all of them count down `env.steps`. */
  private within(env: Env, run: () => Match | null): Match | null | 'too-long' {
    const allowed = Math.min(mostSteps, env.steps);
    this.steps = allowed;
    try {
      return run();
    } catch (error) {
      // The stack may end sooner than our own bound, by who called.
      if (!(error instanceof Astray) && !(error instanceof RangeError)) throw error;
      if (this.steps < 0 && allowed < mostSteps) throw new TooMuchWork();
      return 'too-long';
    } finally {
      env.steps -= allowed - Math.max(0, this.steps);
    }
  }

  private first(from: number): Match | null {
    for (let at = from; at <= this.points.length; at++) {
      this.groups = new Array<null>(this.groupCount + 1).fill(null);
      this.depth = 0;
      const to = this.start(at, (end) => end);
      if (to >= 0) return { from: at, to, groups: this.groups };
    }
    return null;
  }

  /** A step forward costs; too deep is astray like too long, before the stack ends. */
  private count(): void {
    if (--this.steps < 0) throw new Astray();
  }

  private deeper(run: () => number): number {
    if (++this.depth > deepestMatch) throw new Astray();
    const end = run();
    this.depth -= 1;
    return end;
  }

  private stepOf(part: Part): Step {
    switch (part.part) {
      case 'one':
        return (at, next) => (this.takes(part, at) ? next(at + 1) : -1);
      case 'row':
        return this.rowOf(part.of.map((one) => this.stepOf(one)));
      case 'choice':
        return this.choiceOf(part.of.map((one) => this.stepOf(one)));
      case 'repeat':
        return part.of.part === 'one' ? this.runOf(part, part.of) : this.repeatOf(part);
      case 'group':
        return this.groupOf(part.number, this.stepOf(part.of));
      case 'again':
        return (at, next) => this.againOf(part.number, at, next);
      case 'start':
        return (at, next) =>
          at === 0 || (this.flags.lines && this.isNewLine(at - 1) && at < this.points.length) ? next(at) : -1;
      case 'end':
        return (at, next) => (at === this.points.length || (this.flags.lines && this.isNewLine(at)) ? next(at) : -1);
    }
  }

  private takes(part: Extract<Part, { part: 'one' }>, at: number): boolean {
    this.count();
    const point = this.points[at];
    return point !== undefined && part.takes(point);
  }

  private isNewLine(at: number): boolean {
    return this.points[at] === 0x0a;
  }

  private rowOf(steps: readonly Step[]): Step {
    return steps.reduceRight<Step>(
      (rest, step) => (at, next) => step(at, (end) => rest(end, next)),
      (at, next) => next(at),
    );
  }

  private choiceOf(steps: readonly Step[]): Step {
    return (at, next) => {
      for (const step of steps) {
        this.count();
        const end = step(at, next);
        if (end >= 0) return end;
      }
      return -1;
    };
  }

  /** A character that repeats needs no depth: how far it goes is counted first. */
  private runOf({ least, most, lazy }: Extract<Part, { part: 'repeat' }>, one: Extract<Part, { part: 'one' }>): Step {
    return (at, next) => {
      let far = 0;
      const bound = lazy ? least : most;
      while (far < bound && this.takes(one, at + far)) far += 1;
      if (far < least) return -1;
      for (;;) {
        const end = next(at + far);
        if (end >= 0) return end;
        this.count();
        if (lazy ? far >= most || !this.takes(one, at + far) : far <= least) return -1;
        far += lazy ? 1 : -1;
      }
    };
  }

  private repeatOf({ of, least, most, lazy }: Extract<Part, { part: 'repeat' }>): Step {
    const step = this.stepOf(of);
    const from = (at: number, done: number, next: Next): number =>
      this.deeper(() => {
        this.count();
        const more = (): number =>
          done < most ? step(at, (end) => (end === at && done >= least ? -1 : from(end, done + 1, next))) : -1;
        if (done < least) return more();
        const first = lazy ? next(at) : more();
        return first >= 0 ? first : lazy ? more() : next(at);
      });
    return (at, next) => from(at, 0, next);
  }

  private groupOf(number: number, step: Step): Step {
    return (at, next) => {
      const before = this.groups[number] ?? null;
      const end = step(at, (to) => {
        const inner = this.groups[number] ?? null;
        this.groups[number] = [at, to];
        const after = next(to);
        if (after < 0) this.groups[number] = inner;
        return after;
      });
      if (end < 0) this.groups[number] = before;
      return end;
    };
  }

  /** A group that took nothing is nothing again. */
  private againOf(number: number, at: number, next: Next): number {
    const [from, to] = this.groups[number] ?? [0, 0];
    for (let offset = 0; offset < to - from; offset++) {
      this.count();
      const [wanted, point] = [this.points[from + offset], this.points[at + offset]];
      if (wanted === undefined || point === undefined) return -1;
      if (wanted !== point && !(this.flags.anyCase && variantsOf(point).includes(wanted))) return -1;
    }
    return next(at + to - from);
  }
}
