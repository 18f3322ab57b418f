import { weekdays, type KnownHours, type TeamView } from '../../../libs/agencies/index.js';
import { findCases } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { ShiftsDto, TeamDto } from './team.dto.js';

/**
 * Teams as people see them: the number of the case that one is with, as long as whoever asks may see that case. Of a case that
 * another region answers for, people of ours learn that the team is away and since when.
 */
export async function viewTeams(tx: Tx, teams: readonly TeamView[]): Promise<readonly TeamDto[]> {
  const sent = teams.flatMap(({ busy }) => (busy ? [busy.case] : []));
  const cases = sent.length > 0 ? await findCases(tx, sent) : [];
  const numbers = new Map(cases.map(({ id, number }) => [id, number]));
  const knows = (id: string): boolean => tx.who.agency !== null || numbers.has(id);
  return teams.map((team) => ({
    ...team,
    name: team.name as TeamDto['name'],
    shifts: viewShifts(team.shifts),
    busy: team.busy && {
      ...(knows(team.busy.case) ? team.busy : { ...team.busy, referral: null, case: null }),
      number: numbers.get(team.busy.case) ?? null,
    },
  }));
}

function viewShifts(shifts: KnownHours): ShiftsDto {
  if (shifts === '24/7') return { always: true };
  const { holidays, ...days } = shifts;
  const kept = Object.fromEntries(Object.entries(days).map(([day, spans]) => [day, [...spans]]));
  return { always: false, ...kept, ...(typeof holidays === 'string' ? { holidays } : { holidaySpans: [...holidays] }) };
}

/** What a person wrote, as it is kept. Days without spans are left out. */
export function readShifts(shifts: ShiftsDto): KnownHours {
  if (shifts.always) return '24/7';
  const days = weekdays.flatMap((day) => ((shifts[day]?.length ?? 0) > 0 ? [[day, shifts[day]] as const] : []));
  return { ...Object.fromEntries(days), holidays: shifts.holidaySpans ?? shifts.holidays ?? 'same' };
}
