import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChime } from '../shared/chime';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import { usePageTitle } from '../shared/page-title';
import { Segments } from '../shared/segments';
import { useShortcuts } from '../shared/shortcuts';
import { useTimeToSee } from '../shared/time-to-see';
import { textIn, type ReferralView } from '../shared/views';
import { useAlerts } from '../shared/worklist-data';
import { DoneList } from './done-list';
import { Following } from './following';
import { FullUntil } from './full-until';
import { useMyAgency, useReferrals, type DeclineReason } from './inbox-data';
import { useKeepsFocus } from './keeps-focus';
import { NobodyWaits } from './nobody-waits';
import { useNewcomers, useUrgentAlerts } from './newcomers';
import { OfferCard } from './offer-card';
import { TakenCard } from './taken-card';
import { isUrgent, ToLookAt } from './to-look-at';
import './agency-messages';
import './inbox.css';

/** Who has the least time comes first; without a limit last. */
const never = Number.MAX_SAFE_INTEGER;
const timeOf = (at: string | null) => (at === null ? never : Date.parse(at));
const bySoonest = (a: ReferralView, b: ReferralView) => timeOf(a.expires) - timeOf(b.expires);
/** What is ours to act on, the soonest due first; then what is only left to report. */
const dueOf = ({ holding }: ReferralView) => (holding ? Math.min(timeOf(holding.due), never - 1) : never);
const byDue = (a: ReferralView, b: ReferralView) => dueOf(a) - dueOf(b);

function useInbox() {
  const waiting = useReferrals('waiting', 200);
  const taken = useReferrals('taken', 50);
  const offers = waiting.items && [...waiting.items].sort(bySoonest);
  const ours = taken.items && [...taken.items].sort(byDue);
  const alerts = useAlerts(true).items ?? [];
  return { waiting, taken, offers, ours, alerts };
}

/** The digits 1 to 9 bring the keyboard to a card, offers first. */
function useCardDigits(cards: readonly ReferralView[]): (one: ReferralView) => string | undefined {
  const nine = cards.slice(0, 9);
  const goTo = (id: string) => {
    const card = document.getElementById(`referral-${id}`);
    card?.focus();
    card?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts(nine.map(({ id }, index) => ({ code: `Digit${index + 1}`, run: () => goTo(id) })));
  return ({ id }) => {
    const place = nine.findIndex((one) => one.id === id);
    return place < 0 ? undefined : String(place + 1);
  };
}

interface Answered {
  readonly offer: ReferralView;
  readonly how: 'accepted' | 'handed-back' | DeclineReason;
}

/** Who was accepted goes from one list to the other, on a phone far below: what comes next for them is brought into sight. */
function useGoAlong(answered: Answered | null, isOurs: boolean): void {
  const id = answered?.how === 'accepted' && isOurs ? answered.offer.id : null;
  useEffect(() => {
    const card = id === null ? null : document.getElementById(`referral-${id}`);
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: isNarrow() ? 'start' : 'nearest' });
  }, [id]);
}
const isNarrow = () => matchMedia('(max-width: 64rem)').matches;

/** What was just said stays to be read; whoever is full can say so to everybody in the same movement. */
function JustAnswered({ answered }: { answered: Answered }) {
  const { t } = useTranslation();
  const { offer, how } = answered;
  const what = `${textIn(offer.program, currentLanguage())} ${offer.number ?? ''}`.trim();
  return (
    <div className="just-answered" role="status">
      <p>
        {how === 'accepted' || how === 'handed-back'
          ? t(how === 'accepted' ? 'inbox.did-accept' : 'inbox.did-hand-back', { what })
          : t('inbox.did-decline', { what, reason: wordFor(t, 'reason', how) })}
      </p>
      {how === 'full' && <FullUntil service={offer.service} name={textIn(offer.name, currentLanguage())} />}
    </div>
  );
}

function Now({ withSound }: { withSound: boolean }) {
  const { t } = useTranslation();
  const { waiting, taken, offers, ours, alerts } = useInbox();
  const [answered, setAnswered] = useState<Answered | null>(null);
  const cards = [...(offers ?? []), ...(ours ?? [])];
  const hotkeyOf = useCardDigits(cards);
  useNewcomers(offers, withSound);
  useUrgentAlerts(alerts.filter(isUrgent), withSound);
  // What was accepted is said as long as it is so: a client who was given back, or called off, is not with them.
  const isOurs = ours?.some(({ id }) => id === answered?.offer.id) ?? false;
  const holds = answered?.how !== 'accepted' || isOurs;
  useGoAlong(answered, isOurs);
  const here = useRef<HTMLDivElement>(null);
  useKeepsFocus(here);
  const count = offers?.length ?? 0;
  const toSee = count + alerts.length;
  usePageTitle(toSee > 0 ? t('inbox.title-count', { count: toSee }) : t('area.inbox'));
  return (
    <div ref={here} className="inbox" data-deafens="pointer">
      <ToLookAt alerts={alerts} cards={cards} />
      <Panel title={t('inbox.offers', { count })} className="panel-now">
        {answered && holds && <JustAnswered key={answered.offer.id} answered={answered} />}
        <Notice problem={waiting.problem} onRetry={waiting.again} />
        {!offers && !waiting.problem && <p className="hint">{t('shell.loading')}</p>}
        {offers?.length === 0 && <NobodyWaits withSound={withSound} />}
        {offers?.map((offer) => (
          <OfferCard
            key={offer.id}
            offer={offer}
            hotkey={hotkeyOf(offer)}
            alerts={alerts}
            onAnswered={(of, how) => setAnswered({ offer: of, how })}
          />
        ))}
      </Panel>
      <Panel title={t('inbox.taken')}>
        <Notice problem={taken.problem} onRetry={taken.again} />
        {!ours && !taken.problem && <p className="hint">{t('shell.loading')}</p>}
        {ours?.length === 0 && <p>{t('inbox.taken-none')}</p>}
        {ours?.map((referral) => (
          <TakenCard
            key={referral.id}
            referral={referral}
            hotkey={hotkeyOf(referral)}
            alerts={alerts}
            onGaveBack={() => setAnswered({ offer: referral, how: 'handed-back' })}
          />
        ))}
        {taken.more && <Push onPress={taken.more}>{t('work.more')}</Push>}
      </Panel>
    </div>
  );
}

/** The desk of an agency: who waits for an answer, whom it has, what is over. */
export function Inbox() {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  const [withSound, setSound] = useChime();
  const agency = useMyAgency();
  useTimeToSee('inbox');
  usePageTitle(t('area.inbox'));
  return (
    <div className="page page-wide">
      <div className="inbox-head">
        <h1>
          {t('area.inbox')}
          {agency.data && <span className="inbox-agency"> {textIn(agency.data.name, currentLanguage())}</span>}
        </h1>
        <Following />
        <Segments
          label={t('work.which')}
          value={done ? 'done' : 'now'}
          options={[
            { id: 'now', name: t('inbox.now') },
            { id: 'done', name: t('inbox.done') },
          ]}
          onChange={(id) => setDone(id === 'done')}
        />
        <button type="button" className="segment" aria-pressed={withSound} onClick={() => setSound(!withSound)}>
          {t('inbox.sound', { on: withSound })}
        </button>
      </div>
      {done ? <DoneList /> : <Now withSound={withSound} />}
    </div>
  );
}
