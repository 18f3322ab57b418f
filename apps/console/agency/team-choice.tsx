import { useTranslation } from 'react-i18next';
import { Notice } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { Select } from '../shared/select';
import { textIn, type ReferralView } from '../shared/views';
import { useNameTeam } from './capacity-data';
import { useOwnTeams } from './own-teams';
import '../shared/list-messages';

/** Which team goes: free ones by name; the one that is named already stays on the list. Nothing where the service has no teams. */
export function TeamChoice({ referral }: { referral: ReferralView }) {
  const { t } = useTranslation();
  const name = useNameTeam(referral.id);
  const mine = useOwnTeams(referral);
  if (mine.length === 0) return null;
  const named = referral.team;
  const known = mine.some((team) => team.id === named?.id);
  const options = mine.flatMap((team) => {
    if (team.condition === 'busy' && team.id !== named?.id) return [];
    const words = textIn(team.name, currentLanguage());
    const isReady = team.condition === 'free' || team.id === named?.id;
    return [{ id: team.id, name: isReady ? words : `${words} (${t(`teams.is-${team.condition}`)})` }];
  });
  return (
    <div className="team-choice">
      <Select
        label={t('teams.who-goes')}
        value={named?.id ?? ''}
        onChange={(id) => name.mutate(id === '' ? null : id)}
        options={[
          { id: '', name: t('teams.not-said') },
          ...(named && !known ? [{ id: named.id, name: textIn(named.name, currentLanguage()) }] : []),
          ...options,
        ]}
      />
      <Notice problem={name.error} />
    </div>
  );
}
