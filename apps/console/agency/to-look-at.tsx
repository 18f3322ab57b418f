import { useTranslation } from 'react-i18next';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn, type ReferralView } from '../shared/views';
import { Moment } from '../shared/worklist';
import { useSeeAlert, type AlertView } from '../shared/worklist-data';
import { News } from './news';

/** To the card of its case, if it is on the screen. */
function goToCase({ case: id, about }: AlertView): void {
  const card = document.querySelector<HTMLElement>(`[data-case="${id}"]`);
  // What was written is read, and not looked for.
  if (about === 'new-message') card?.querySelector<HTMLElement>('.card-messages > [aria-expanded="false"]')?.click();
  card?.focus();
  card?.scrollIntoView({ block: 'nearest' });
}

/** Somebody on the road has to know it now. */
export const isUrgent = ({ about }: AlertView): boolean => about === 'entry' || about === 'called-off';

function Alert({ alert, referral }: { alert: AlertView; referral: ReferralView | undefined }) {
  const { t } = useTranslation();
  const see = useSeeAlert();
  const language = currentLanguage();
  return (
    <li className={isUrgent(alert) ? 'look-at look-at-urgent' : 'look-at'} data-alert={alert.about}>
      <p>
        {alert.about === 'entry' && <span className="chip chip-risk">{t('inbox.urgent-now')}</span>}{' '}
        <b>{textIn(alert.what, language)}</b> · {textIn(alert.programTitle, language)}{' '}
        <span className="work-number">{alert.number}</span>{' '}
        {alert.reason && <>{t('inbox.called-off-why', { why: wordFor(t, 'reason', alert.reason) })} </>}
        <span className="hint">
          <Moment at={alert.at} />
        </span>
      </p>
      {referral && <News referral={referral} alert={alert} />}
      <div className="choices">
        {referral && (
          <Push onPress={() => goToCase(alert)}>
            {t(alert.about === 'new-message' ? 'inbox.news-go' : 'inbox.go-there')}
          </Push>
        )}
        <Push pending={see.isPending} onPress={() => see.mutate(alert.id)}>
          {t('inbox.seen')}
        </Push>
      </div>
      <Notice problem={see.error} />
    </li>
  );
}

/** What changed and what was written, until somebody of the agency has seen it. */
export function ToLookAt({ alerts, cards }: { alerts: readonly AlertView[]; cards: readonly ReferralView[] }) {
  const { t } = useTranslation();
  if (alerts.length === 0) return null;
  return (
    <Panel title={t('inbox.look-at', { count: alerts.length })} className="panel-safety">
      <ul className="look-ats">
        {[...alerts.filter(isUrgent), ...alerts.filter((one) => !isUrgent(one))].map((alert) => (
          <Alert key={alert.id} alert={alert} referral={cards.find((one) => one.case === alert.case)} />
        ))}
      </ul>
    </Panel>
  );
}
