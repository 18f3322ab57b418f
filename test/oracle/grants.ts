import type { RawEvent, RawGoal, RawState } from './document.js';
import type { Machine } from './machine.js';
import { fromWallClock, wallClock } from './moment.js';

export interface OracleGrant {
  how: 'has' | 'waits' | 'gave-back' | 'used' | 'lapsed';
  /** The first month for which it is: `2026-07`. */
  since: string;
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

  /** The first day of the last time that it has had to do with; else of the year that the calendar shows. */
  lastBegins(): string {
    const last = [...this.all.values()].map(({ since }) => since).sort();
    return `${last.at(-1) ?? `${this.monthOf(this.machine.now).slice(0, 4)}-01`}-01`;
  }

  private monthOf(instant: number): string {
    return wallClock(instant, this.machine.zone).slice(0, 7);
  }

  /** The first month of the half-year, quarter or year that a month lies in. */
  private begins(grant: string, month: string): string {
    const starts = { quarter: ['01', '04', '07', '10'], 'half-year': ['01', '07'], year: ['01'], month: ['01'] };
    const known = starts[this.machine.document.grants[grant]?.per ?? 'year'];
    const start = known.filter((one) => one <= month.slice(5)).at(-1);
    return `${month.slice(0, 5)}${start}`;
  }

  /** The first month after that half-year, quarter or year. */
  private endsBefore(grant: string, since: string): string {
    let month = since;
    while (this.begins(grant, month) === since) {
      const [year, at] = [Number(month.slice(0, 4)), Number(month.slice(5))];
      month = at === 12 ? `${year + 1}-01` : `${year}-${String(at + 1).padStart(2, '0')}`;
    }
    return month;
  }

  /** When it came in, as far as that is known and lies behind us. */
  private cameIn(grant: string): number {
    const { machine } = this;
    const named = machine.document.grants[grant]?.received;
    if (named === undefined) return machine.now;
    const answer = machine.answers[named];
    const said = answer && 'value' in answer ? String(answer.value) : null;
    const at =
      named in machine.document.clocks
        ? machine.clocks.get(named)
        : said === null
          ? null
          : fromWallClock(said.includes('T') ? said : `${said}T00:00`, machine.zone);
    return Math.min(at ?? machine.now, machine.now);
  }

  /** A state that gives one has been entered. */
  ask({ grant = '', year: which, leaves }: RawState): void {
    const isNext = typeof which === 'object' ? this.machine.holds(which.next) : which === 'next';
    const present = this.begins(grant, this.monthOf(this.machine.now));
    const next = this.endsBefore(grant, this.begins(grant, this.monthOf(this.cameIn(grant))));
    const since = isNext && next > present ? next : present;
    const known = this.all.get(grant);
    const again = known !== undefined && known.since === since && (known.how === 'has' || known.how === 'waits');
    if (!again) {
      // There is one of each at a time: that of another time is over, or somebody else's.
      if (known) this.finish(grant, known.since < present ? 'lapsed' : 'gave-back');
      const isFree = (this.left[grant] ?? Infinity) > 0;
      this.all.set(grant, { how: isFree ? 'has' : 'waits', since });
      if (isFree) this.had.add(grant);
      if (isFree) this.count(grant, -1);
      const over = `${this.endsBefore(grant, since)}-01T00:00`;
      this.machine.timers.set(`grant:${grant}`, fromWallClock(over, this.machine.zone));
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
