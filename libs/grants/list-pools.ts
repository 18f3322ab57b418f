import type { Tx } from '../platform/index.js';
import {
  type GrantPeriod,
  type Program,
  type Term,
  compareTerms,
  firstDayIn,
  localToInstant,
  termOf,
} from '../workflow/index.js';
import { daysOf, placesOf, valueOn } from './places.js';
import { todayThere } from './pool.js';

/** Figures of one grant in one term; nothing in them is about anybody. */
export interface PoolFigures {
  readonly grant: string;
  readonly term: Term;
  /** Who waits now. */
  readonly waiting: number;
  /** How many more can be granted now. */
  readonly free: number;
  readonly periods: readonly PoolPeriod[];
}
export interface PoolPeriod {
  /** Its first day. */
  readonly from: string;
  readonly places: number;
  /** Grants that held a place at some time in it. */
  readonly taken: number;
}

interface Row {
  readonly grant: string;
  readonly term: Term;
  readonly status: string;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly count: number;
}

/** The places of one grant in one term. */
export interface PoolAsked {
  readonly grant: string;
  readonly term: Term;
}

/**
 * Places, taken and waiting of each grant of a program. Read it with all of the tenant in view: the quota ends at no region.
 *
 * @param wanted of these alone; left out: of the present term, and of others that somebody has asked for
 */
export async function listPools(tx: Tx, program: Program, wanted?: readonly PoolAsked[]): Promise<PoolFigures[]> {
  const { zone, ...today } = await todayThere(tx);
  const rows = await tx.sql<Row>(
    'grants.list-pools',
    `SELECT grant_id AS "grant", json_build_object('year', year, 'month', month) AS term, status, granted_at AS "from",
       ended_at AS until, count(*)::int AS count FROM grants
     WHERE tenant_id = $1 AND program_id = $2 GROUP BY grant_id, year, month, status, granted_at, ended_at`,
    [tx.who.tenant, program.id],
  );
  return Object.values(program.grants ?? {}).flatMap(({ id: grant, per }) => {
    const own = rows.filter((row) => row.grant === grant);
    const terms = wanted
      ? wanted.filter((one) => one.grant === grant).map(({ term }) => term)
      : termsOf(termOf(today.day, per), own);
    return terms.map((term) => {
      const ofTerm = own.filter((row) => compareTerms(row.term, term) === 0);
      const sum = (which: (row: Row) => boolean) => ofTerm.filter(which).reduce((all, { count }) => all + count, 0);
      const standing = sum(({ status }) => status === 'granted' || status === 'used');
      const periods = periodsOf(term, per).map(({ from, next }) => ({
        from,
        places: placesFrom(program, grant, today.day >= from && today.day < next ? today.day : from),
        taken: sum((row) => held(row, { from: localToInstant(from, zone), next: localToInstant(next, zone) })),
      }));
      const free = Math.max(0, placesOf(program, grant, term, today.day) - standing);
      return { grant, term, waiting: sum(({ status }) => status === 'waiting'), free, periods };
    });
  });
}

/** The present one and those that somebody has asked for, each once; the last first. */
function termsOf(present: Term, rows: readonly Row[]): readonly Term[] {
  const all = [present, ...rows.map(({ term }) => term)].toSorted((a, b) => compareTerms(b, a));
  return all.filter((term, index) => index === 0 || compareTerms(term, all[index - 1]!) !== 0);
}

/** First days, with the first day of what comes after: the term, or each of its months. */
function periodsOf(term: Term, per: GrantPeriod): readonly { readonly from: string; readonly next: string }[] {
  if (per !== 'month') return [daysOf(term, per)];
  const first = (index: number) => firstDayIn({ year: term.year + Math.floor(index / 12), month: (index % 12) + 1 });
  return Array.from({ length: 12 }, (_, index) => ({ from: first(index), next: first(index + 1) }));
}

/** As of a day: today in the present period; in another one its first day. */
function placesFrom(program: Program, grant: string, day: string): number {
  const definition = program.grants?.[grant];
  const parameter = definition && program.parameters?.[definition.places];
  return parameter ? (valueOn(parameter, day) ?? 0) : 0;
}

/** A grant that was used, or lapsed, held its place to the end of its term. */
function held({ from, until, status }: Row, period: { readonly from: string; readonly next: string }): boolean {
  if (from === null || from.toISOString() >= period.next) return false;
  return status !== 'returned' || (until !== null && until.toISOString() >= period.from);
}
