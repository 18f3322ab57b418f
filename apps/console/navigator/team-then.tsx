import { lazily } from '../shared/lazily';
import type { AllowedView } from '../shared/views';

/** Most calls send no team. */
const TeamWords = lazily(() => import('./team-words'), 'TeamWords');
const NoTeam = lazily(() => import('./team-words'), 'NoTeam');

/** What becomes of the team that is out, or asked, when this is pressed. `orNone`: without one, that nobody is on the way. */
export function TeamThen({ team, orNone = false }: { team: AllowedView['team'] | null; orNone?: boolean }) {
  if (team) return <TeamWords {...team} />;
  return orNone ? <NoTeam /> : null;
}
