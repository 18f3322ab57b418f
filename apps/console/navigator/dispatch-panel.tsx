import { useTranslation } from 'react-i18next';
import { ClockTime } from '../shared/age';
import { useNow } from '../shared/clock';
import { Panel } from '../shared/controls';
import { duration, moment, timeOfDay } from '../shared/format';
import { currentLanguage, inCallLanguage, wordFor } from '../shared/i18n';
import '../shared/list-messages';
import { notComing } from '../shared/not-coming';
import { textIn, type CaseView, type OfferView } from '../shared/views';
import { useCall, useSpoken } from './call-context';
import { DispatchActions } from './dispatch-actions';
import { DispatchAnswer } from './dispatch-answer';
import { Said } from './in-doubt';
import { useLineBroke } from './line-broke';
import { isTeamPicked } from './team-picked';
import { gaveBack } from './who-is-there';
import './dispatch.css';

const saidYes: ReadonlySet<string> = new Set(['accepted', 'in-progress', 'completed']);

/** Who is asked now, or who said yes and has it; and who was asked before. */
function teamsOf({ dispatch, offers }: CaseView) {
  const tries = offers.filter(({ handover }) => handover === 'dispatch');
  const team = tries.find(({ status }) =>
    dispatch === 'asked' ? status === 'offered' : dispatch !== 'unassigned' && saidYes.has(status),
  );
  return { team, others: tries.filter((one) => one !== team) };
}

/** The caller is told in plain words what happens; where the program has its own words, those are said. */
function Say({ team }: { team: OfferView | undefined }) {
  const { view, contact } = useCall();
  const spoken = useSpoken();
  const lineBroke = useLineBroke();
  if (lineBroke || view.script || view.dispatch === null || view.dispatch === 'follow-up' || contact?.status !== 'open')
    return null;
  if (view.dispatch === 'unassigned' && !isTeamPicked(view)) return null;
  const name = team ? textIn(team.name, spoken) : '';
  return (
    <p className="script-line" lang={spoken} data-testid="say-dispatch">
      {inCallLanguage(spoken)(`dispatch.say-${view.dispatch}`, { name })}
    </p>
  );
}

/** Who had said yes and turned back, while another one is looked for: the caller waits for them. */
function TurnedBack({ offers }: { offers: readonly OfferView[] }) {
  const { t } = useTranslation();
  const { view, contact } = useCall();
  const spoken = useSpoken();
  const lineBroke = useLineBroke();
  const back = offers.find((one) => gaveBack(view.clocks['accepted'], one));
  if (!back || (view.dispatch !== 'asked' && !isTeamPicked(view))) return null;
  const why = wordFor(t, 'dispatch-try', back.reason ?? 'handed-back');
  return (
    <>
      <p className="notice">{t('dispatch.turned-back', { name: textIn(back.name, currentLanguage()), why })}</p>
      {!lineBroke && contact?.status === 'open' && (
        <p className="script-line" lang={spoken}>
          {inCallLanguage(spoken)('dispatch.say-turned-back')}
        </p>
      )}
    </>
  );
}

/** Until when this team is asked, and what happens then. */
function AskedUntil({ expires, picked }: { expires: string; picked: boolean }) {
  const { t } = useTranslation();
  const { timeZone } = useCall();
  const left = Date.parse(expires) - useNow();
  const at = timeOfDay(expires, currentLanguage(), timeZone);
  return (
    <p className="digits" role="timer">
      {left > 0
        ? t(picked ? 'dispatch.pick-at' : 'dispatch.next-at', { at, left: duration(left) })
        : t(picked ? 'dispatches.pick-now' : 'dispatches.next-now')}
    </p>
  );
}

const clocks = [
  ['received', 'received'],
  ['dispatched', 'dispatched'],
  ['accepted', 'accepted'],
  ['en-route', 'enRoute'],
  ['on-scene', 'onScene'],
] as const;

/** What has happened so far, each with its age. What a team did that has gone is not this one's. */
function Clocks({ team, asked }: { team: OfferView | undefined; asked: boolean }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const yes = view.dispatch === 'asked' ? null : (team?.answeredAt ?? null);
  const at = (clock: string): string | null => {
    if (clock === 'accepted') return yes;
    // One was looked for, and nobody was free to be asked.
    if (clock === 'dispatched' && !asked) return null;
    const passed = view.clocks[clock] ?? null;
    const ofTeam = clock === 'en-route' || clock === 'on-scene';
    return ofTeam && (yes === null || (passed !== null && passed < yes)) ? null : passed;
  };
  return (
    <dl className="dispatch-clocks">
      {clocks.map(([clock, name]) => (
        <div key={clock}>
          <dt>{t(`dispatches.clock.${name}`)}</dt>
          <dd>
            <ClockTime at={at(clock)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function NotComing({ offers }: { offers: readonly OfferView[] }) {
  const { t } = useTranslation();
  const why = ({ reason, status }: OfferView) =>
    wordFor(t, 'dispatch-try', reason ?? (saidYes.has(status) ? 'over' : status));
  if (offers.length === 0) return null;
  return (
    <ul className="earlier">
      {offers.map((offer) => (
        <li key={offer.id}>
          {t('dispatches.not-coming', { name: textIn(offer.name, currentLanguage()), why: why(offer) })}
        </li>
      ))}
    </ul>
  );
}

/** Who came before in the order and was not asked at all: nobody need wonder why it is another one. */
function PassedOver() {
  const { t } = useTranslation();
  const { view, timeZone } = useCall();
  const language = currentLanguage();
  if (view.passedOver.length === 0 || (view.dispatch !== 'asked' && view.dispatch !== 'unassigned')) return null;
  return (
    <ul className="earlier" data-testid="passed-over">
      {view.passedOver.map(({ service, name, reason, until }) => (
        <li key={service}>
          {t(until ? `dispatch.passed-over-${reason}-until` : `dispatch.passed-over-${reason}`, {
            name: textIn(name, language),
            at: until && moment(until, language, timeZone),
          })}
        </li>
      ))}
    </ul>
  );
}

function Brief({ team }: { team: OfferView }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  return (
    <details className="later">
      <summary>{t('dispatch.brief')}</summary>
      {team.brief ? (
        <ul className="brief">
          {team.brief.map((fact) => (
            <li key={fact.question}>
              {textIn(fact.short, language)} <Said since={fact.doubtedSaidAt}>{textIn(fact.label, language)}</Said>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t('step.brief-nothing')}</p>
      )}
    </details>
  );
}

/** What it is called: in words of its own where nobody looks for a team, and perhaps none will go. */
function useTitle(team: OfferView | undefined): string {
  const { t } = useTranslation();
  const { view } = useCall();
  const { dispatch, kind } = view;
  if (dispatch === 'unassigned' && !isTeamPicked(view))
    return kind === 'wait' ? textIn(view.stateTitle, currentLanguage()) : t('dispatch.title-none');
  // What is asked after a visit is asked when it is over.
  const isOver = dispatch === 'on-scene' && kind === 'consent';
  const name = team ? textIn(team.name, currentLanguage()) : t('dispatch.the-team');
  return t(`dispatch.title-${isOver ? 'was-there' : (dispatch ?? 'none')}`, { name });
}

/** A team is sent: who is asked or comes, since when, and what can still be changed by one key. */
export function DispatchPanel() {
  const { t } = useTranslation();
  const { view } = useCall();
  const { team, others } = teamsOf(view);
  const title = useTitle(team);
  if (view.dispatch === null) return null;
  return (
    <Panel title={title} className="panel-now" id="dispatch">
      <TurnedBack offers={others} />
      <Say team={team} />
      {view.dispatch === 'asked' && team?.expires && <AskedUntil expires={team.expires} picked={team.picked} />}
      {isTeamPicked(view) && <p>{t('dispatch.unassigned')}</p>}
      {team?.team && (
        <p data-testid="who-goes">{t('dispatch.who-goes', { name: textIn(team.team.name, currentLanguage()) })}</p>
      )}
      <Clocks team={team} asked={team !== undefined || others.length > 0} />
      <PassedOver />
      <NotComing offers={notComing(others, ({ service }) => service, team?.service)} />
      {team?.override && (
        <p className="hint">{t('transfer.override', { reason: wordFor(t, 'override', team.override) })}</p>
      )}
      {team && <Brief team={team} />}
      <DispatchActions />
      {team && view.kind === 'offer' && team.state === view.state && <DispatchAnswer offer={team} />}
    </Panel>
  );
}
