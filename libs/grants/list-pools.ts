import type { Tx } from '../platform/index.js';
import { type Program, localToInstant } from '../workflow/index.js';
import { placesOf, valueOn } from './places.js';
import { todayThere } from './pool.js';

/** Figures of one grant in one calendar year; nothing in them is about anybody. */
export interface PoolFigures {
  readonly grant: string;
  readonly year: number;
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
  readonly year: number;
  readonly status: string;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly count: number;
}

/**
 * Places, taken and waiting of each grant of a program, for this year and for others that somebody has asked for. Read it with all
 * of the tenant in view: the quota ends at no region.
 */
export async function listPools(tx: Tx, program: Program): Promise<PoolFigures[]> {
  const { zone, ...today } = await todayThere(tx);
  const rows = await tx.sql<Row>(
    'grants.list-pools',
    `SELECT grant_id AS "grant", year, status, granted_at AS "from", ended_at AS until, count(*)::int AS count FROM grants
     WHERE tenant_id = $1 AND program_id = $2 GROUP BY 1, 2, 3, 4, 5`,
    [tx.who.tenant, program.id],
  );
  return Object.keys(program.grants ?? {}).flatMap((grant) => {
    const own = rows.filter((row) => row.grant === grant);
    const years = [...new Set([today.year, ...own.map(({ year }) => year)])].sort((a, b) => b - a);
    return years.map((year) => {
      const ofYear = own.filter((row) => row.year === year);
      const sum = (which: (row: Row) => boolean) => ofYear.filter(which).reduce((all, { count }) => all + count, 0);
      const standing = sum(({ status }) => status === 'granted' || status === 'used');
      const periods = periodsOf(program, grant, year).map(({ from, next }) => ({
        from,
        places: placesFrom(program, grant, from, today.day),
        taken: sum((row) => held(row, { from: localToInstant(from, zone), next: localToInstant(next, zone) })),
      }));
      const free = Math.max(0, placesOf(program, grant, year, today.day) - standing);
      return { grant, year, waiting: sum(({ status }) => status === 'waiting'), free, periods };
    });
  });
}

/** First days, with the first day of what comes after. */
function periodsOf(program: Program, grant: string, year: number): { readonly from: string; readonly next: string }[] {
  const after = `${year + 1}-01-01`;
  if (program.grants?.[grant]?.per === 'year') return [{ from: `${year}-01-01`, next: after }];
  const first = (month: number) => (month > 12 ? after : `${year}-${String(month).padStart(2, '0')}-01`);
  return Array.from({ length: 12 }, (_, index) => ({ from: first(index + 1), next: first(index + 2) }));
}

/** What is so today counts for the present period; for another, what is so on its first day. */
function placesFrom(program: Program, grant: string, from: string, today: string): number {
  const definition = program.grants?.[grant];
  const parameter = definition && program.parameters?.[definition.places];
  const length = definition?.per === 'year' ? 4 : 7;
  const day = today.slice(0, length) === from.slice(0, length) ? today : from;
  return parameter ? (valueOn(parameter, day) ?? 0) : 0;
}

/** A grant that was used, or lapsed, held its place to the end of the year. */
function held({ from, until, status }: Row, period: { readonly from: string; readonly next: string }): boolean {
  if (from === null || from.toISOString() >= period.next) return false;
  return status !== 'returned' || (until !== null && until.toISOString() >= period.from);
}
