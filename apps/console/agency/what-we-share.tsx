import { useTranslation } from 'react-i18next';
import { dialLink } from '../shared/dial-link';
import { moment } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn, type ReferralView } from '../shared/views';
import { useTimeZone } from '../shared/worklist-data';

/** Who agreed to what, what for, and until when; or why it is shared without a yes. */
function Scope({ referral }: { referral: ReferralView }) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const language = currentLanguage();
  const { agreed, override, brief, withdrawn } = referral;
  if (withdrawn || (agreed && !agreed.stands)) return <p className="notice">{t('inbox.taken-back')}</p>;
  if (override && brief) {
    return (
      <p className="hint" data-scope="override">
        {t('inbox.override', { reason: wordFor(t, 'override', override) })}
      </p>
    );
  }
  if (!agreed || !brief) return null;
  const until = agreed.until ? moment(agreed.until, language, zone) : 'none';
  return (
    <p className="hint" data-scope="consent">
      {t('inbox.agreed', { who: wordFor(t, 'consent-by', agreed.by), at: moment(agreed.at, language, zone) })}{' '}
      {t('inbox.agreed-for', { purpose: textIn(agreed.purpose, language) })} {t('inbox.agreed-until', { until })}
    </p>
  );
}

/** Who agreed, as the heading names them. */
const sayers: Readonly<Record<string, string>> = { self: 'self', 'third-party': 'caller', substitute: 'decider' };

/** Before all else: somebody who had the client left because it was not safe there. When, and never who. */
export function LeftUnsafe({ referral }: { referral: ReferralView }) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  if (referral.leftUnsafeAt === null) return null;
  return (
    <p className="notice notice-risk" data-testid="left-unsafe">
      {t('inbox.left-unsafe', { at: moment(referral.leftUnsafeAt, currentLanguage(), zone) })}
    </p>
  );
}

/** Of the client only what was agreed, with what changed since the agency was asked marked in words. */
export function WhatWeShare({ referral }: { referral: ReferralView }) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const language = currentLanguage();
  const changedAt = new Map(referral.changed.map(({ question, at }) => [question, at]));
  const { brief, box, notKnown } = referral;
  const agreed = referral.agreed?.stands ?? false;
  const by = sayers[referral.agreed?.by ?? ''] ?? 'other';
  return (
    <div className="shared-facts">
      <p className="field-label">
        {referral.override && !agreed ? t('inbox.shared-override') : t('inbox.shared', { by })}
      </p>
      {brief && brief.length > 0 && (
        <dl className="brief-facts">
          {brief.map(({ question, short, label, doubtedSaidAt, phone }) => {
            const at = changedAt.get(question);
            return (
              <div key={question} {...(at ? { 'data-changed': '' } : {})}>
                <dt>{textIn(short, language)}</dt>
                <dd>
                  {phone && <a href={dialLink(phone)}>{textIn(label, language)}</a>}
                  {!phone && !doubtedSaidAt && textIn(label, language)}{' '}
                  {doubtedSaidAt && (
                    <span className="chip chip-risk" data-doubted="">
                      {t('inbox.not-known-now', {
                        at: moment(doubtedSaidAt, language, zone),
                        answer: textIn(label, language),
                      })}
                    </span>
                  )}
                  {at && !doubtedSaidAt && (
                    <span className="chip chip-warn">{t('inbox.changed', { at: moment(at, language, zone) })}</span>
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
      )}
      {brief && notKnown.length > 0 && (
        <p>{t('inbox.not-known', { list: notKnown.map((one) => textIn(one, language)).join(' · ') })}</p>
      )}
      {brief?.length === 0 && <p>{t('inbox.shared-empty')}</p>}
      {!brief && !referral.withdrawn && <p>{t(box === 'done' ? 'inbox.shared-no-more' : 'inbox.shared-nothing')}</p>}
      <Scope referral={referral} />
    </div>
  );
}
