import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../shared/api';
import { Notice } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { useMessages } from '../shared/referral-messages';
import { textIn, type ReferralView } from '../shared/views';
import type { AlertView } from '../shared/worklist-data';

const mostLetters = 140;
const beginning = (text: string) => (text.length > mostLetters ? `${text.slice(0, mostLetters).trimEnd()}…` : text);

/** What we wrote last, by its beginning. Nothing where they may not be told. */
function MessageBegins({ referral, since }: { referral: string; since: string }) {
  const { t } = useTranslation();
  const { items } = useMessages(referral);
  const ours = items?.filter(({ writtenBy, at }) => writtenBy === 'helpline' && at >= since) ?? [];
  const [newest] = ours;
  if (!newest) return null;
  return (
    <p className="news" data-news="message">
      {t('inbox.news-message')} <b>{beginning(newest.text)}</b>
    </p>
  );
}

/** Which of the facts that they may know are said otherwise now, and how. */
function FactsChanged({ referral }: { referral: ReferralView }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const changed = new Set(referral.changed.map(({ question }) => question));
  const facts = referral.brief?.filter(({ question }) => changed.has(question)) ?? [];
  if (facts.length === 0) return null;
  return (
    <p className="news" data-news="facts">
      {t('inbox.news-changed')}{' '}
      {facts.map(({ question, short, label, doubtedSaidAt }, index) => (
        <span key={question}>
          {index > 0 && ' · '}
          {textIn(short, language)}
          {!doubtedSaidAt && (
            <>
              {' '}
              <b>{textIn(label, language)}</b>
            </>
          )}
        </span>
      ))}
    </p>
  );
}

/** Why nothing was sent. Where the card had said something else, what is new stands beside the button that is to be pressed again. */
export function NotSent({ referral, problem }: { referral: ReferralView; problem: ApiProblem | null }) {
  const { t } = useTranslation();
  if (!problem?.stale) return <Notice problem={problem} />;
  return (
    <div className="notice" role="status" data-testid="notice" data-stale="">
      <p className="notice-title">{t('inbox.not-as-read')}</p>
      <FactsChanged referral={referral} />
    </div>
  );
}

/** What there is to look at, itself and not only that there is something: as much of it as they may be told. */
export function News({ referral, alert }: { referral: ReferralView; alert: AlertView }) {
  if (alert.about === 'new-message') return <MessageBegins referral={referral.id} since={alert.at} />;
  return alert.about === 'facts-changed' ? <FactsChanged referral={referral} /> : null;
}

/** At the head of the card, for whoever is scrolled there and sees no list of news. */
export function CardNews({ referral, alerts }: { referral: ReferralView; alerts: readonly AlertView[] }) {
  const ours = alerts.filter((one) => one.case === referral.case);
  return (
    <>
      {ours.map((one) => (
        <News key={one.id} referral={referral} alert={one} />
      ))}
    </>
  );
}
