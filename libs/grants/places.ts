import type { Parameter } from '../eligibility/index.js';
import { type GrantPeriod, type Program, type Term, firstDayIn, termAfter } from '../workflow/index.js';

/** What a parameter is on a day (`2026-05-01`); null before its first value. */
export function valueOn({ values }: Parameter, day: string): number | null {
  const since = values.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  return typeof since?.is === 'number' ? since.is : null;
}

/**
 * How many grants may stand together in a term, as of a day. Each holds its place until the term is over: where there are so many in
 * each month, the month with the fewest places, of those still to come, is what counts. None before the first value, and none in a
 * term that is over. Pure.
 */
export function placesOf(program: Program, grant: string, term: Term, today: string): number {
  const definition = program.grants?.[grant];
  const parameter = definition && program.parameters?.[definition.places];
  if (!parameter) return 0;
  const { from, next } = daysOf(term, definition.per);
  if (today >= next) return 0;
  const first = today > from ? today : from;
  const later = definition.per === 'month' ? parameter.values.filter((one) => one.from > first && one.from < next) : [];
  const all = [first, ...later.map((one) => one.from)].map((day) => valueOn(parameter, day) ?? 0);
  return Math.max(0, Math.min(...all));
}

/** Its first day, and that of the term after it. */
export const daysOf = (term: Term, per: GrantPeriod) => ({
  from: firstDayIn(term),
  next: firstDayIn(termAfter(term, per)),
});

/** What a grant of this term is worth, in cents, as of a day; null when the program does not say. */
export function amountOf(program: Program, grant: string, term: Term, today: string): number | null {
  const definition = program.grants?.[grant];
  const parameter = definition?.amount === undefined ? undefined : program.parameters?.[definition.amount];
  const from = firstDayIn(term);
  return parameter ? valueOn(parameter, today > from ? today : from) : null;
}

/** True when whoever still waits at the end of a term goes on waiting for the next one: the program leads them back to the grant. */
export function waitsOn({ states }: Program, grant: string): boolean {
  return Object.values(states).some((state) => {
    const lapsed = state.kind === 'wait' ? state.grants?.[grant]?.lapsed : undefined;
    return lapsed?.some((target) => {
      const next = 'to' in target ? states[target.to] : undefined;
      return next?.kind === 'grant' && next.grant === grant;
    });
  });
}
