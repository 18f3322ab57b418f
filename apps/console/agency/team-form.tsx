import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSecondPress } from '../navigator/second-press';
import { Field, Push } from '../shared/controls';
import type { ShiftsView, TeamView } from '../shared/views';
import type { TeamWords } from './capacity-data';
import { TeamShifts } from './team-shifts';
import '../shared/list-messages';

interface TeamFormProps {
  readonly title: string;
  /** Null: a new one. */
  readonly team?: TeamView;
  readonly pending: boolean;
  readonly onSave: (words: TeamWords) => void;
  readonly onClose: () => void;
  readonly onRetire?: () => void;
}

/** What a team is called and when it is on shift. */
export function TeamForm({ title, team, pending, onSave, onClose, onRetire }: TeamFormProps) {
  const { t } = useTranslation();
  const second = useSecondPress();
  const [en, setEn] = useState(team?.name.en ?? '');
  const [fr, setFr] = useState(team?.name.fr ?? '');
  const [shifts, setShifts] = useState<ShiftsView>(team?.shifts ?? { always: true });
  const save = () => {
    const either = { en: en.trim() || fr.trim(), fr: fr.trim() || en.trim() };
    onSave({ name: either, languages: [...(team?.languages ?? [])], shifts });
  };
  return (
    <form
      className="team-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="team-names">
        <Field label={t('teams.name-en')} value={en} maxLength={100} onChange={setEn} />
        <Field label={t('teams.name-fr')} value={fr} maxLength={100} onChange={setFr} help={t('teams.name-help')} />
      </div>
      <TeamShifts shifts={shifts} onChange={setShifts} />
      <div className="choices">
        <Push type="submit" look="primary" pending={pending}>
          {t('teams.save')}
        </Push>
        <Push look="quiet" onPress={onClose}>
          {t('teams.close')}
        </Push>
        {onRetire && (
          <Push
            pending={pending}
            {...second.looks('retire', t('teams.retire'))}
            onPress={() => second.press('retire', t('teams.retire'), onRetire)}
          />
        )}
      </div>
    </form>
  );
}
