import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSecondPress } from '../navigator/second-press';
import { Notice, Push } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { textIn, type TeamView } from '../shared/views';
import { useChangeTeam } from './capacity-data';
import { TeamForm } from './team-form';
import { TeamWeek } from './team-week';
import '../shared/list-messages';

/** Where the team is, in a sentence. */
function inWords(t: TFunction, team: TeamView, timeZone: string): string {
  const at = (iso: string) => moment(iso, currentLanguage(), timeZone);
  switch (team.condition) {
    case 'busy':
      return t('teams.with', {
        number: team.busy?.number ?? t('teams.a-client'),
        at: team.busy ? at(team.busy.since) : '',
      });
    case 'out-of-service':
      return team.out?.until ? t('teams.out-until', { at: at(team.out.until) }) : t('teams.out');
    case 'off-shift':
      return team.shiftBegins ? t('teams.off-until', { at: at(team.shiftBegins) }) : t('teams.never');
    case 'free':
      return team.shiftEnds ? t('teams.free-until', { at: at(team.shiftEnds) }) : t('teams.free');
  }
}

/** One team: where it is, its week, and what may be said of it. */
export function TeamCard({ team, timeZone }: { team: TeamView; timeZone: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'change' | 'out' | null>(null);
  const change = useChangeTeam(team);
  const second = useSecondPress();
  const name = textIn(team.name, currentLanguage());
  const close = { onSuccess: () => setOpen(null) };
  const toggle = (which: 'change' | 'out') => setOpen(open === which ? null : which);
  return (
    <article className="team" aria-labelledby={`team-${team.id}`} data-team={team.id}>
      <p className="team-head">
        <b id={`team-${team.id}`}>{name}</b>{' '}
        <span className={team.condition === 'free' ? 'chip chip-good' : 'chip'}>{t(`teams.is-${team.condition}`)}</span>{' '}
        <span className="hint">{inWords(t, team, timeZone)}</span>
      </p>
      <TeamWeek shifts={team.shifts} />
      <div className="choices" role="group" aria-label={name}>
        {team.busy && (
          <Push
            pending={change.isPending}
            {...second.looks(`back-${team.id}`, t('teams.back'))}
            onPress={() => second.press(`back-${team.id}`, t('teams.back'), () => change.mutate({ do: 'back' }))}
          />
        )}
        {team.out ? (
          <Push pending={change.isPending} onPress={() => change.mutate({ do: 'in' })}>
            {t('teams.in-again')}
          </Push>
        ) : (
          <Push aria-expanded={open === 'out'} onPress={() => toggle('out')}>
            {t('teams.take-out')}
          </Push>
        )}
        <Push aria-expanded={open === 'change'} onPress={() => toggle('change')}>
          {t('teams.change')}
        </Push>
      </div>
      {open === 'out' && !team.out && (
        <div className="choices" role="group" aria-label={t('teams.take-out')}>
          {team.outOptions.map(({ preset, until }) => (
            <Push key={preset} pending={change.isPending} onPress={() => change.mutate({ do: 'out', preset }, close)}>
              {t(`teams.out-${preset}`, { at: moment(until, currentLanguage(), timeZone) })}
            </Push>
          ))}
          <Push pending={change.isPending} onPress={() => change.mutate({ do: 'out', preset: null }, close)}>
            {t('teams.out-said')}
          </Push>
        </div>
      )}
      {open === 'change' && (
        <TeamForm
          key={team.revision}
          title={t('teams.change-name', { name })}
          team={team}
          pending={change.isPending}
          onSave={(words) => change.mutate({ do: 'change', words }, close)}
          onClose={() => setOpen(null)}
          onRetire={() => change.mutate({ do: 'retire' }, close)}
        />
      )}
      <Notice problem={change.error} />
    </article>
  );
}
