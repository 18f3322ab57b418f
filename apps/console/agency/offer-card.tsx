import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { isTyping } from '../shared/time-to-see';
import { textIn, type ReferralView } from '../shared/views';
import type { AlertView } from '../shared/worklist-data';
import { CardMessages } from './card-messages';
import { CardNews, NotSent } from './news';
import { Decline } from './decline';
import { useAct, type DeclineReason } from './inbox-data';
import { CardHead } from './card-head';
import { TimeLeft } from './time-left';
import { LeftUnsafe, WhatWeShare } from './what-we-share';

interface OfferCardProps {
  readonly offer: ReferralView;
  /** The digit that brings the keyboard here. */
  readonly hotkey?: string | undefined;
  readonly alerts: readonly AlertView[];
  /** It was answered, and the card goes: what is to be said about it is said elsewhere. */
  readonly onAnswered: (offer: ReferralView, how: 'accepted' | DeclineReason) => void;
}

/** One offer: how long it waits, what it is about, what we may share, and the two answers. A and D while the keyboard is on it. */
export function OfferCard({ offer, hotkey, alerts, onAnswered }: OfferCardProps) {
  const { t } = useTranslation();
  const [declining, setDeclining] = useState(false);
  const act = useAct(offer, (action) => onAnswered(offer, action.do === 'decline' ? action.reason : 'accepted'));
  const accept = () => act.mutate({ do: 'accept' });
  const decline = (reason: DeclineReason) => act.mutate({ do: 'decline', reason });
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
    if (act.isPending || declining || !['a', 'd'].includes(event.key.toLowerCase())) return;
    event.preventDefault();
    if (event.key.toLowerCase() === 'd') setDeclining(true);
    else accept();
  };
  return (
    <article
      className="referral referral-offer"
      id={`referral-${offer.id}`}
      tabIndex={-1}
      aria-labelledby={`referral-${offer.id}-name`}
      onKeyDown={onKey}
      data-row={offer.id}
      data-case={offer.case}
    >
      <CardHead referral={offer} hotkey={hotkey} />
      <LeftUnsafe referral={offer} />
      <CardNews referral={offer} alerts={alerts} />
      <TimeLeft offer={offer} />
      <p>{t(`inbox.how-${offer.handover}`, { service: textIn(offer.name, currentLanguage()) })}</p>
      <WhatWeShare referral={offer} />
      {declining ? (
        <Decline offer={offer} pending={act.isPending} onReason={decline} onBack={() => setDeclining(false)} />
      ) : (
        <div className="choices choices-answer">
          <Push look="primary" hotkey="A" pending={act.isPending} onPress={accept}>
            {t(offer.handover === 'dispatch' ? 'inbox.accept-dispatch' : 'inbox.accept')}
          </Push>
          <Push hotkey="D" pending={act.isPending} onPress={() => setDeclining(true)} aria-expanded={false}>
            {t('inbox.decline')}
          </Push>
        </div>
      )}
      <NotSent referral={offer} problem={act.error} />
      <CardMessages referral={offer} alerts={alerts} />
    </article>
  );
}
