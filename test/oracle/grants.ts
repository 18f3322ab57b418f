import type { RawEvent, RawGoal, RawState } from './document.js';
import type { Machine } from './machine.js';
import { fromWallClock, wallClock } from './moment.js';

export interface OracleGrant {
  how: 'has' | 'waits' | 'gave-back' | 'used' | 'lapsed';
  /** The calendar year that it is of. */
  year: number;
}

/**
 * The grants of one case, and how many places are left for it: as if nobody else were there, until an example or a test says that
 * one became free.
 */
export class Grants {
  readonly all = new Map<string, OracleGrant>();
  /** What it was given at any time. */
  readonly had = new Set<string>();
  /** What is left of each grant; one that is not named here is never short. */
  left: Record<string, number> = {};

  constructor(private readonly machine: Machine) {}

  has = (grant: string) => this.all.get(grant)?.how === 'has';
  waits = (grant: string) => this.all.get(grant)?.how === 'waits';

  /** The last of the years that it has had to do with; else the one that the calendar shows. */
  lastYear(): number {
    return [...this.all.values()].reduce((last, { year }) => Math.max(last, year), 0) || this.year();
  }

  private year(): number {
    return Number(wallClock(this.machine.now, this.machine.zone).slice(0, 4));
  }

  /** A state that gives one has been entered. */
  ask({ grant = '', year: which, leaves }: RawState): void {
    const isNext = typeof which === 'object' ? this.machine.holds(which.next) : which === 'next';
    const year = this.year() + (isNext ? 1 : 0);
    const known = this.all.get(grant);
    const again = known !== undefined && known.year === year && (known.how === 'has' || known.how === 'waits');
    if (!again) {
      // There is one of each at a time: that of another year is over, or somebody else's.
      if (known) this.finish(grant, known.year < year && !isNext ? 'lapsed' : 'gave-back');
      const isFree = (this.left[grant] ?? Infinity) > 0;
      this.all.set(grant, { how: isFree ? 'has' : 'waits', year });
      if (isFree) this.had.add(grant);
      if (isFree) this.count(grant, -1);
      this.machine.timers.set(`grant:${grant}`, fromWallClock(`${year + 1}-01-01T00:00`, this.machine.zone));
    }
    const exit = this.has(grant) ? 'granted' : 'waitlisted';
    this.machine.go(`${this.machine.state} exit ${exit}`, leaves?.[exit] ?? '');
  }

  private count(grant: string, by: number): void {
    const left = this.left[grant];
    if (left !== undefined) this.left[grant] = left + by;
  }

  /** A place has become free, and it is this case's turn where it waits. */
  free(grant: string): void {
    this.count(grant, 1);
    const mine = this.all.get(grant);
    if (mine?.how !== 'waits') return;
    this.count(grant, -1);
    this.all.set(grant, { ...mine, how: 'has' });
    this.had.add(grant);
    this.goOn();
  }

  lapse(grant: string): void {
    this.finish(grant, 'lapsed');
    this.goOn();
  }

  /** Where the case is, something may follow from how its grants stand. */
  goOn(): void {
    const { machine } = this;
    const state = machine.at();
    if (state.kind !== 'wait') return;
    for (const [grant, turns] of Object.entries(state.grants ?? {})) {
      const how = this.all.get(grant)?.how;
      const turn = how === 'has' ? 'granted' : how === 'lapsed' ? 'lapsed' : '';
      const goal: RawGoal | undefined = turns[turn];
      if (goal !== undefined) return machine.go(`${machine.state} grant ${grant} ${turn}`, goal);
    }
  }

  /** An event, or the end, says what becomes of them. */
  become({ uses, frees }: Pick<RawEvent, 'uses' | 'frees'>): void {
    for (const grant of [uses ?? []].flat()) if (this.has(grant)) this.finish(grant, 'used');
    for (const grant of [frees ?? []].flat()) this.finish(grant, 'gave-back');
  }

  end(uses: RawEvent['uses']): void {
    this.become({ uses, frees: [...this.all.keys()] });
  }

  private finish(grant: string, how: 'gave-back' | 'used' | 'lapsed'): void {
    const before = this.all.get(grant);
    if (before?.how !== 'has' && before?.how !== 'waits') return;
    if (before.how === 'has' && how === 'gave-back') this.count(grant, 1);
    this.all.set(grant, { ...before, how });
    this.machine.timers.delete(`grant:${grant}`);
  }
}
