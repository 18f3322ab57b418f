import { lazy, Suspense } from 'react';
import type { AllowedView } from '../shared/views';

/** Most calls send no team. */
const TeamWords = lazy(async () => ({ default: (await import('./team-words')).TeamWords }));

/** What becomes of the team that is out, or asked, when this is pressed. */
export function TeamThen({ team }: { team: AllowedView['team'] | null }) {
  if (!team) return null;
  return (
    <Suspense fallback={null}>
      <TeamWords {...team} />
    </Suspense>
  );
}
