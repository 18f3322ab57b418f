import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Push } from '../shared/controls';
import { wordFor } from '../shared/i18n';
import { useKeptChoice } from '../navigator/drafts';
import type { ReferralView } from '../shared/views';
import { useAct } from './inbox-data';
import { NotSent } from './news';

/** What came of it, in a word that can be counted; the last one in the agency's own. */
const outcomes = ['helped', 'partly-helped', 'could-not-help', 'not-reached', 'client-declined'] as const;
const mostLetters = 100;
interface Chosen {
  readonly outcome: string;
  readonly words: string;
}
const nothing: Chosen = { outcome: '', words: '' };

/** The agency has begun, or has finished and says what came of it. */
export function Finish({ referral }: { referral: ReferralView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useKeptChoice<Chosen>(`${referral.id}:outcome`, nothing);
  const act = useAct(referral, (action) => action.do === 'complete' && setChosen(nothing));
  if (referral.status !== 'accepted' && referral.status !== 'in-progress') return null;
  const finish = () => {
    const outcome = chosen.outcome === 'other' ? chosen.words.trim() : chosen.outcome;
    act.mutate({ do: 'complete', outcome });
  };
  return (
    <div className="finish">
      <div className="choices">
        {referral.status === 'accepted' && (
          <Push pending={act.isPending} onPress={() => act.mutate({ do: 'start' })}>
            {t('inbox.start')}
          </Push>
        )}
        {!referral.teamIsOut && (
          <Push pending={act.isPending} onPress={() => setOpen(!open)} aria-expanded={open}>
            {t('inbox.complete')}
          </Push>
        )}
      </div>
      {referral.teamIsOut && <p className="hint">{t('inbox.team-is-out')}</p>}
      {open && !referral.teamIsOut && (
        <form
          className="event-fields"
          aria-label={t('inbox.complete')}
          onSubmit={(event) => {
            event.preventDefault();
            finish();
          }}
        >
          <fieldset className="radios">
            <legend>{t('inbox.outcome')}</legend>
            {[...outcomes, 'other'].map((outcome) => (
              <label key={outcome} className="check">
                <input
                  type="radio"
                  required
                  name={`outcome-${referral.id}`}
                  checked={chosen.outcome === outcome}
                  onChange={() => setChosen({ ...chosen, outcome })}
                />
                <span>{wordFor(t, 'outcome', outcome)}</span>
              </label>
            ))}
          </fieldset>
          {chosen.outcome === 'other' && (
            <Field
              label={t('inbox.outcome-words')}
              help={t('inbox.outcome-help')}
              value={chosen.words}
              maxLength={mostLetters}
              onChange={(words) => setChosen({ ...chosen, words })}
            />
          )}
          <Push type="submit" look="primary" pending={act.isPending}>
            {t('inbox.complete-now')}
          </Push>
        </form>
      )}
      <NotSent referral={referral} problem={act.error} />
    </div>
  );
}
