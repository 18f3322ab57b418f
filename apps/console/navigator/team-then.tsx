import { lazy, Suspense } from 'react';
import type { AllowedView } from '../shared/views';

/** Most calls send no team. */
const TeamWords = lazy(async () => ({ default: (await import('./team-words')).TeamWords }));
const NoTeam = lazy(async () => ({ default: (await import('./team-words')).NoTeam }));

/** What becomes of the team that is out, or asked, when this is pressed. `orNone`: without one, that nobody is on the way. */
export function TeamThen({ team, orNone = false }: { team: AllowedView['team'] | null; orNone?: boolean }) {
  if (!team && !orNone) return null;
  return <Suspense fallback={null}>{team ? <TeamWords {...team} /> : <NoTeam />}</Suspense>;
}
