import type { Text } from '../eligibility/index.js';
import { isOpen, openUntil, type Holidays } from './opening-hours.js';
import type { KnownHours } from './service.js';

/** People whom a service sends together. */
export interface TeamDefinition {
  readonly id: string;
  readonly name: Text;
  /** BCP 47 codes beyond those of its service; empty: nobody has said. */
  readonly languages: readonly string[];
  /** Local time of the agency. */
  readonly shifts: KnownHours;
}

/** How many of a service's teams there are, and could be sent at this instant. */
export interface TeamCount {
  readonly all: number;
  readonly onShift: number;
  /** On shift, in service and not sent to anybody. */
  readonly free: number;
}

/** A team as routing sees it. */
export interface TeamNow {
  readonly shifts: KnownHours;
  readonly isBusy: boolean;
  readonly isOut: boolean;
}

export const teamConditions = ['free', 'busy', 'off-shift', 'out-of-service'] as const;
/** Busy comes first: who is out with somebody is so after the shift, too. */
export type TeamCondition = (typeof teamConditions)[number];

/** Pure. */
export function conditionOf(team: TeamNow, holidays: Holidays, now: Date, zone: string): TeamCondition {
  if (team.isBusy) return 'busy';
  if (team.isOut) return 'out-of-service';
  return isOpen(team.shifts, holidays, now, zone) ? 'free' : 'off-shift';
}

/** Pure. A team that is busy counts as on shift while its shift lasts. */
export function countTeams(teams: readonly TeamNow[], holidays: Holidays, now: Date, zone: string): TeamCount {
  const onShift = teams.filter(({ shifts, isOut }) => !isOut && isOpen(shifts, holidays, now, zone));
  return { all: teams.length, onShift: onShift.length, free: onShift.filter(({ isBusy }) => !isBusy).length };
}

/** When the last of the shifts that are running now is over. Null: none is running, or one has no end. Pure. */
export function endOfShifts(all: readonly KnownHours[], holidays: Holidays, now: Date, zone: string): Date | null {
  if (all.includes('24/7')) return null;
  const ends = all.flatMap((hours) => openUntil(hours, holidays, now, zone)?.getTime() ?? []);
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}
