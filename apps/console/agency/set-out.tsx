import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import '../shared/list-messages';
import { textIn, type AllowedView, type ReferralView, type TeamView } from '../shared/views';
import { CaseEvent } from './case-event';
import { NotSent } from './news';
import { readyTeams, useOwnTeams } from './own-teams';
import { useSetOut } from './set-out-data';

interface SetOutProps {
  readonly referral: ReferralView;
  readonly allowed: AllowedView;
}

/** Our team is on its way: where more than one could go, which one. */
export function SetOut({ referral, allowed }: SetOutProps) {
  const ready = readyTeams(useOwnTeams(referral), referral);
  if (ready.length < 2) return <CaseEvent referral={referral} allowed={allowed} />;
  return <WhoSetsOut referral={referral} allowed={allowed} ready={ready} />;
}

function WhoSetsOut({ referral, allowed, ready }: SetOutProps & { readonly ready: readonly TeamView[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [picked, pick] = useState<string | null | undefined>(undefined);
  const setOut = useSetOut(referral, allowed.event);
  const language = currentLanguage();
  const label = textIn(allowed.label, language);
  // Somebody else may have sent the picked one meanwhile.
  const isThere = picked === null || ready.some(({ id }) => id === picked);
  const chosen = picked !== undefined && isThere ? picked : (referral.team?.id ?? null);
  const choices = [
    ...ready.map(({ id, name }) => ({ id, words: textIn(name, language) })),
    { id: null, words: t('teams.not-said') },
  ];
  return (
    <div className="event" data-event={allowed.event}>
      <Push pending={setOut.isPending} aria-expanded={open} onPress={() => setOpen(!open)}>
        {label}
      </Push>
      {open && (
        <form
          className="event-fields"
          aria-label={label}
          onSubmit={(event) => {
            event.preventDefault();
            setOut.mutate(chosen);
          }}
        >
          <fieldset className="radios">
            <legend>{t('teams.who-goes')}</legend>
            {choices.map(({ id, words }) => (
              <label key={id} className="check">
                <input
                  type="radio"
                  name={`${referral.id}-${allowed.event}`}
                  checked={id === chosen}
                  onChange={() => pick(id)}
                />
                <span>{words}</span>
              </label>
            ))}
          </fieldset>
          <Push type="submit" look="primary" pending={setOut.isPending}>
            {t('action.confirm', { label })}
          </Push>
        </form>
      )}
      <NotSent referral={referral} problem={setOut.error} />
    </div>
  );
}
