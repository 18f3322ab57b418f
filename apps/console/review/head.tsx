import { useTranslation } from 'react-i18next';
import { useWholeDays } from './whole-days';
import { Notice, Push } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { session } from '../shared/session';
import { textIn } from '../shared/views';
import { Due } from '../shared/worklist';
import { useAllowed, useCall } from '../navigator/call-context';
import { useCaseChange, useHistory } from '../navigator/case-data';
import { nameOf, whoseIs } from './whose';
import './review-messages';

/** What it is, where it stands, whose it is and until when; with the one key to claim it. */
export function Head() {
  const { t } = useTranslation();
  const { view } = useCall();
  const age = useWholeDays();
  const history = useHistory(view.id, view.revision).data ?? [];
  const received = view.clocks['received'] ?? history[0]?.received ?? history[0]?.at;
  return (
    <header className="review-head" data-deafens="">
      <h1>{t('review.heading', { number: view.number })}</h1>
      <p>
        {textIn(view.programTitle, currentLanguage())} · <b>{textIn(view.stateTitle, currentLanguage())}</b>
      </p>
      <p className="review-facts">
        {received && <span>{t('review.received', { age: age(received) })}</span>}
        <Owner />
        {view.due && (
          <span>
            {t('work.due')} <Due due={view.due} since={view.overdue ? view.due : null} />
          </span>
        )}
        {view.dispositionLabel && (
          <span className="chip chip-settled">{textIn(view.dispositionLabel, currentLanguage())}</span>
        )}
      </p>
      <Claim />
      <PutBack />
    </header>
  );
}

function Owner() {
  const { t } = useTranslation();
  const { view, me } = useCall();
  const history = useHistory(view.id, view.revision).data ?? [];
  const whose = whoseIs(view, me);
  if (view.kind === 'end') return null;
  if (whose !== 'colleague') return <span data-whose={whose}>{t(`review.whose-${whose}`)}</span>;
  const name = nameOf(view.owner?.id, history) ?? t('review.colleague');
  return <span data-whose={whose}>{t('review.whose-colleague', { name })}</span>;
}

/** Claimed by one press: it can be given up to anybody who claims it next. Of what a colleague has, that is said before. */
function Claim() {
  const { t } = useTranslation();
  const { view, me } = useCall();
  const claim = useAllowed('take-over');
  const change = useCaseChange(view.id);
  // Whoever reviews claims; a supervisor leaves it to them.
  if (!claim || session()?.person.role !== 'reviewer') return null;
  const taken = whoseIs(view, me) === 'colleague';
  return (
    <div className="review-claim" data-event="take-over">
      <Push
        look={taken ? 'plain' : 'primary'}
        pending={change.isPending}
        onPress={() => change.mutate({ kind: 'event', event: 'take-over', fields: {} })}
      >
        {t(taken ? 'review.claim-from' : 'review.claim')}
      </Push>
      <Notice problem={change.error} />
    </div>
  );
}

/** Of whoever is away: the next one claims it. */
function PutBack() {
  const { view } = useCall();
  const event = useAllowed('put-back');
  const change = useCaseChange(view.id);
  if (!event) return null;
  return (
    <div className="review-claim" data-event="put-back">
      <Push pending={change.isPending} onPress={() => change.mutate({ kind: 'event', event: event.event, fields: {} })}>
        {textIn(event.label, currentLanguage())}
      </Push>
      <Notice problem={change.error} />
    </div>
  );
}
