import type { Parameter } from '../eligibility/index.js';
import type { Program } from '../workflow/index.js';

/** What a parameter is on a day (`2026-05-01`); null before its first value. */
export function valueOn({ values }: Parameter, day: string): number | null {
  const since = values.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  return typeof since?.is === 'number' ? since.is : null;
}

/**
 * How many grants may stand together in a calendar year, as of a day. Each holds its place until the year is over: where there are
 * so many in each month, the month with the fewest places, of those still to come, is what counts. None before the first value,
 * and none in a year that is over. Pure.
 */
export function placesOf(program: Program, grant: string, year: number, today: string): number {
  const definition = program.grants?.[grant];
  const parameter = definition && program.parameters?.[definition.places];
  const last = `${year}-12-31`;
  if (!parameter || today > last) return 0;
  const first = today > `${year}-01-01` ? today : `${year}-01-01`;
  const later = definition.per === 'year' ? [] : parameter.values.filter(({ from }) => from > first && from <= last);
  const all = [first, ...later.map(({ from }) => from)].map((day) => valueOn(parameter, day) ?? 0);
  return Math.max(0, Math.min(...all));
}

/** What a grant of this year is worth, in cents, as of a day; null when the program does not say. */
export function amountOf(program: Program, grant: string, year: number, today: string): number | null {
  const definition = program.grants?.[grant];
  const parameter = definition?.amount === undefined ? undefined : program.parameters?.[definition.amount];
  return parameter ? valueOn(parameter, today > `${year}-01-01` ? today : `${year}-01-01`) : null;
}

/** True when whoever still waits at the end of a year goes on waiting for the next one: the program leads them back to the grant. */
export function waitsOn({ states }: Program, grant: string): boolean {
  return Object.values(states).some((state) => {
    const lapsed = state.kind === 'wait' ? state.grants?.[grant]?.lapsed : undefined;
    return lapsed?.some((target) => {
      const next = 'to' in target ? states[target.to] : undefined;
      return next?.kind === 'grant' && next.grant === grant;
    });
  });
}
