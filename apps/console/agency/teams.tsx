import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Push } from '../shared/controls';
import type { AgencyView, TeamView } from '../shared/views';
import { useAddTeam } from './capacity-data';
import { TeamCard } from './team-card';
import { TeamForm } from './team-form';
import '../shared/list-messages';

/** Whom a service can send: who is free, who is with somebody, and when each is on shift. */
export function Teams({ agency, service, teams }: { agency: AgencyView; service: string; teams: readonly TeamView[] }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const add = useAddTeam(agency.id, service);
  return (
    <section className="teams" aria-labelledby={`teams-${service}`}>
      <h3 id={`teams-${service}`}>{t('teams.title')}</h3>
      {teams.length === 0 && <p>{t('teams.none')}</p>}
      <ul className="team-list">
        {teams.map((team) => (
          <li key={team.id}>
            <TeamCard team={team} timeZone={agency.timeZone} />
          </li>
        ))}
      </ul>
      {adding ? (
        <TeamForm
          title={t('teams.add')}
          pending={add.isPending}
          onSave={(words) => add.mutate(words, { onSuccess: () => setAdding(false) })}
          onClose={() => setAdding(false)}
        />
      ) : (
        <div>
          <Push onPress={() => setAdding(true)}>{t('teams.add')}</Push>
        </div>
      )}
      <Notice problem={add.error} />
    </section>
  );
}
