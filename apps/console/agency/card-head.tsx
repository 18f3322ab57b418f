import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../shared/i18n';
import { textIn, type ReferralView } from '../shared/views';

/** Which program and case it is, and for which of the agency's services. */
export function CardHead({ referral, hotkey }: { referral: ReferralView; hotkey?: string | undefined }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  return (
    <div className="card-head">
      <h3 id={`referral-${referral.id}-name`}>
        {hotkey && (
          <kbd className="key" aria-hidden="true">
            {hotkey}
          </kbd>
        )}{' '}
        {textIn(referral.program, language)} {referral.number && <span className="work-number">{referral.number}</span>}
      </h3>
      <p className="chips">
        <span className="chip">{t(`inbox.handover-${referral.handover}`)}</span>{' '}
        <span className="hint">{textIn(referral.name, language)}</span>
      </p>
    </div>
  );
}
