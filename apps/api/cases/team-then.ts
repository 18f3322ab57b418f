import type { ServiceView } from '../../../libs/agencies/index.js';
import { type LoadedCase, type Previewed, type TeamThen, holderNow } from '../../../libs/cases/index.js';
import type { Referral } from '../../../libs/referrals/index.js';
import {
  type CaseState,
  type Interrupt,
  type RunnableProgram,
  type Target,
  agenciesOut,
  holds,
} from '../../../libs/workflow/index.js';

type Shown = Pick<LoadedCase, 'record' | 'answers'>;
type What = TeamThen['what'];
const TAKEN: readonly string[] = ['accepted', 'in-progress', 'completed'];

/** The agency that has the client, or has them again once what broke in is over. */
const holderOf = (run: RunnableProgram, { record: { state }, answers }: Shown): string | null =>
  holds(run, state, answers, [{ held: true }]) ? state.holder : null;

/** The service of the team that is out, or was sent for. */
function teamOut(run: RunnableProgram, shown: Shown, offers: readonly Referral[]): Referral | undefined {
  const holder = holderOf(run, shown);
  const sent = offers.filter(({ handover }) => handover === 'dispatch');
  return sent.find(({ agency, status }) => holder !== null && agency === holder && TAKEN.includes(status));
}

/** What becomes of the team when somebody breaks in by this; null where none is out or asked, or nothing becomes of it. */
export function teamIf(
  run: RunnableProgram,
  shown: Shown,
  event: string,
  offers: readonly Referral[],
  services: Readonly<Record<string, ServiceView>>,
): TeamThen | null {
  const { interrupts } = run.program;
  const interrupt = Object.hasOwn(interrupts, event) ? interrupts[event] : undefined;
  if (!interrupt || interrupt.stay) return null;
  const agencies = agenciesOut(run.program, shown.record.state);
  const out = offers.find(
    ({ handover, status, agency }) =>
      handover === 'dispatch' && TAKEN.includes(status) && agency !== null && agencies.includes(agency),
  );
  const asked = offers.find(({ handover, status }) => handover === 'dispatch' && status === 'offered');
  const team = out ?? (interrupt.revoke ? asked : undefined);
  if (!team) return null;
  const name = services[team.service]?.name ?? { en: team.service, fr: team.service };
  const target = targetOf(run, shown, interrupt);
  const next = stateThen(shown, target);
  const stands = target !== undefined && 'resumeOr' in target && shown.record.state.offers[next.state] !== undefined;
  return {
    name,
    what: out ? afterInterrupt(run, shown, interrupt, next) : stands ? 'still-asked' : askedIn(run, next),
  };
}

const targetOf = (run: RunnableProgram, { record, answers }: Shown, { targets }: Interrupt): Target | undefined =>
  targets?.find(({ when }) => holds(run, record.state, answers, when));

/** Where it leads: a way back that is remembered brings back whoever had the client there. */
function stateThen({ record: { state } }: Shown, target: Target | undefined): CaseState {
  if (!target) return state;
  if ('to' in target) return { ...state, state: target.to, resumeTo: target.resume ?? null };
  const back = state.resumeTo === null ? {} : state.resumeHolder;
  return { ...state, ...back, state: state.resumeTo ?? target.resumeOr, resumeTo: null };
}

/** Nobody has said yes: whether a team is asked there anew. */
function askedIn({ program }: RunnableProgram, { state }: CaseState): What {
  const there = program.states[state];
  return there?.kind === 'offer' && there.handover.consented === 'dispatch' ? 'asked-again' : 'asked-no-more';
}

function afterInterrupt(
  run: RunnableProgram,
  { record: { state } }: Shown,
  interrupt: Interrupt,
  next: CaseState,
): What {
  if (interrupt.revoke && holderNow(run.program, state) !== null) return 'called-off';
  if (isBeside(run, next)) return 'beside';
  // What is asked again leads back to whoever has them.
  return interrupt.reopen.length > 0 || agenciesOut(run.program, next).length > 0 ? 'stays' : 'not-told';
}

/** The same of a correction that was walked through: what it did to whoever had the client. */
export function teamAfter(
  { run, before, state, answers, effects }: Previewed,
  offers: readonly Referral[],
): { readonly service: string; readonly what: What } | null {
  const team = teamOut(run, before, offers);
  if (!team) return null;
  const after = { record: { ...before.record, state }, answers };
  const isCalledOff = effects.some((effect) => effect.kind === 'tell-holder' && effect.why === 'called-off');
  const isTheirs = holderOf(run, after) === team.agency;
  const kept = isBeside(run, state) ? 'beside' : 'stays';
  return { service: team.service, what: isTheirs ? kept : isCalledOff ? 'called-off' : 'not-told' };
}

function isBeside({ program }: RunnableProgram, { state }: Pick<CaseState, 'state'>): boolean {
  const here = program.states[state];
  return here?.kind === 'offer' && here.beside;
}
