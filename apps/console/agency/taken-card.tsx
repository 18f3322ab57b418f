import { useTranslation } from 'react-i18next';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn, type ReferralView } from '../shared/views';
import { Due, Moment } from '../shared/worklist';
import type { AlertView } from '../shared/worklist-data';
import { CardHead } from './card-head';
import { CardMessages } from './card-messages';
import { CardNews } from './news';
import { CaseEvent } from './case-event';
import { Finish } from './finish';
import { SetOut } from './set-out';
import { TeamChoice } from './team-choice';
import { isUrgent } from './urgent';
import { LeftUnsafe, WhatWeShare } from './what-we-share';

type Holding = NonNullable<ReferralView['holding']>;

/** They say why they cannot go on with a client whom they had taken. */
const givesBack = ({ fields }: Holding['allowed'][number]) => fields.some(({ type }) => type === 'decline-reason');

/** What the client is asked to agree to, in the words of the program. */
function ToAgree({ asks }: { asks: NonNullable<Holding['toAgree']> }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  return (
    <div className="to-agree">
      <p className="field-label">{t('inbox.to-agree')}</p>
      <p>{textIn(asks.purpose, language)}</p>
      {asks.facts.length > 0 && <p className="hint">{asks.facts.map((fact) => textIn(fact, language)).join(' · ')}</p>}
    </div>
  );
}

interface StepsProps {
  readonly referral: ReferralView;
  readonly holding: Holding;
  readonly onGaveBack: () => void;
}

function Steps({ referral, holding, onGaveBack }: StepsProps) {
  const { t } = useTranslation();
  const { allowed, due, overdue, toAgree } = holding;
  const [urgent, others] = [allowed.filter(isUrgent), allowed.filter((one) => !isUrgent(one))];
  return (
    <>
      <p className="stands">
        <b>{textIn(holding.stateTitle, currentLanguage())}</b> {due && <span className="hint">{t('inbox.due')}</span>}{' '}
        <Due due={due} since={overdue ? due : null} />
      </p>
      {urgent.length > 0 && (
        <div className="events urgent-events" role="group" aria-label={t('inbox.urgent')}>
          {urgent.map((one) => (
            <CaseEvent key={one.event} referral={referral} allowed={one} urgent />
          ))}
        </div>
      )}
      {toAgree && <ToAgree asks={toAgree} />}
      {others.length > 0 && (
        <div className="events" role="group" aria-label={t('inbox.what-happened')}>
          <p className="field-label">{t('inbox.what-happened')}</p>
          {others.map((one) =>
            one.setsOut ? (
              <SetOut key={one.event} referral={referral} allowed={one} />
            ) : (
              <CaseEvent
                key={one.event}
                referral={referral}
                allowed={one}
                onDone={givesBack(one) ? onGaveBack : undefined}
              />
            ),
          )}
        </div>
      )}
    </>
  );
}

interface TakenCardProps {
  readonly referral: ReferralView;
  readonly hotkey?: string | undefined;
  readonly alerts: readonly AlertView[];
  /** The card goes: what is to be said about it is said elsewhere. */
  readonly onGaveBack: () => void;
}

/** A client whom the agency has: where it stands, what may happen, what we share. */
export function TakenCard({ referral, hotkey, alerts, onGaveBack }: TakenCardProps) {
  const { t } = useTranslation();
  const { holding, status } = referral;
  return (
    <article
      className="referral"
      id={`referral-${referral.id}`}
      tabIndex={-1}
      aria-labelledby={`referral-${referral.id}-name`}
      data-row={referral.id}
      data-case={referral.case}
    >
      <CardHead referral={referral} hotkey={hotkey} />
      <LeftUnsafe referral={referral} />
      <CardNews referral={referral} alerts={alerts} />
      <p className="hint">
        {wordFor(t, 'referral-status', status)} · {t('inbox.offered-at')} <Moment at={referral.offeredAt} />
      </p>
      {holding && referral.handover === 'dispatch' && <TeamChoice referral={referral} />}
      {holding ? (
        <Steps referral={referral} holding={holding} onGaveBack={onGaveBack} />
      ) : (
        <p>{t('inbox.to-report')}</p>
      )}
      <WhatWeShare referral={referral} />
      {holding && holding.allowed.length > 0 ? (
        <details className="more-on-referral">
          <summary>{t('inbox.referral-itself')}</summary>
          <Finish referral={referral} />
        </details>
      ) : (
        <Finish referral={referral} />
      )}
      <CardMessages referral={referral} alerts={alerts} />
    </article>
  );
}
