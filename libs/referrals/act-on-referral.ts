import { CommandHandler, EventBus, type ICommandHandler } from '@nestjs/cqrs';
import type { SendingRefused } from '../agencies/index.js';
import {
  type AdvanceResult,
  CaseAdvanced,
  EffectHandlers,
  type Stepped,
  actorOf,
  asStep,
  lockCase,
  noteOnCase,
  runnable,
  takeStep,
} from '../cases/index.js';
import { type Tx, UnitOfWork, type Who } from '../platform/index.js';
import type { DeclineReason, Refused, StepEvent } from '../workflow/index.js';
import { type CarryingOn, type CarryingRefused, carryOn, isOut, mayGo, nameTeam } from './carry-on.js';
import { type BoxedReferral, type ReferralStatus, findActedOn, findReferral } from './referral.js';

export type ReferralAction =
  /** `team`: who goes; it is known to be of that service. Left out: the agency says it later, or never. */
  | { readonly kind: 'accept'; readonly team?: string | null }
  | { readonly kind: 'decline'; readonly reason: DeclineReason | 'no-answer' }
  | { readonly kind: 'cancel' }
  | CarryingOn;

export type ReferralResult =
  | { readonly ok: true; readonly referral: BoxedReferral }
  | Exclude<AdvanceResult, Stepped>
  | { readonly ok: false; readonly reason: 'referral-is-unknown' | SendingRefused }
  | CarryingRefused
  | { readonly ok: false; readonly reason: 'referral-is-not-in-that-status'; readonly about: ReferralStatus };

/** What the agency, or a navigator who speaks with it, says about a referral. */
export class ActOnReferral<T> {
  constructor(
    readonly who: Who,
    readonly referralId: string,
    readonly action: ReferralAction,
    readonly reply: (tx: Tx, work: () => Promise<ReferralResult>) => Promise<T>,
  ) {}
}

@CommandHandler(ActOnReferral)
export class ActOnReferralHandler implements ICommandHandler<ActOnReferral<unknown>, unknown> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly effects: EffectHandlers,
    private readonly events: EventBus,
  ) {}

  async execute(command: ActOnReferral<unknown>): Promise<unknown> {
    const advanced: CaseAdvanced[] = [];
    const answer = await this.work.run(command.who, (tx) => {
      advanced.length = 0;
      return command.reply(tx, () => act(tx, this.effects, command, advanced));
    });
    for (const event of advanced) this.events.publish(event);
    return answer;
  }
}

async function act(
  tx: Tx,
  effects: EffectHandlers,
  command: ActOnReferral<unknown>,
  advanced: CaseAdvanced[],
): Promise<ReferralResult> {
  // Its own: whoever works for an agency finds no other.
  const found = await findReferral(tx, command.referralId);
  if (!found) return { ok: false, reason: 'referral-is-unknown' };
  const refused = await asStep(tx, () => actUnderLock(tx, effects, command, found.caseId, advanced));
  if (refused) return refused;
  const after = await findActedOn(tx, command.referralId);
  return after ? { ok: true, referral: after } : { ok: false, reason: 'referral-is-unknown' };
}

/** Null: it is done. */
async function actUnderLock(
  tx: Tx,
  effects: EffectHandlers,
  { who, referralId, action }: ActOnReferral<unknown>,
  caseId: string,
  advanced: CaseAdvanced[],
): Promise<Exclude<ReferralResult, { ok: true }> | null> {
  const loaded = await lockCase(tx, caseId);
  // Read again under the case's lock: somebody may have answered meanwhile.
  const referral = await findReferral(tx, referralId);
  if (!loaded || !referral) return { ok: false, reason: 'referral-is-unknown' };
  if (!BEFORE[action.kind].includes(referral.status)) {
    return { ok: false, reason: 'referral-is-not-in-that-status', about: referral.status };
  }
  // Nobody takes a client by an offer that has ended, though the clock's step that passes it on is not taken yet.
  if (action.kind === 'accept' && referral.expiresAt !== null && referral.expiresAt <= tx.now) {
    return { ok: false, reason: 'referral-is-not-in-that-status', about: 'expired' };
  }
  const run = await runnable(tx, loaded.record.program, loaded.record.version, loaded.zone);
  const eventName = `referral:${action.kind}`;
  if (action.kind === 'start' || action.kind === 'complete' || action.kind === 'name-team') {
    const refused = await carryOn(tx, referral, action, { run, ...loaded });
    if (refused) return refused;
    // Its own referral an agency carries on to the end. A case that went elsewhere meanwhile is none of its business.
    if (loaded.record.state.holder !== referral.agency) return null;
    const note = { actor: actorOf(who), eventName, refs: { referral: referralId } };
    advanced.push(new CaseAdvanced(tx.who.tenant, noteOnCase(tx, run, loaded, note)));
    return null;
  }
  const team = (action.kind === 'accept' && action.team) || null;
  const refused = await mayGo(tx, referral, team);
  if (refused) return { ok: false, reason: refused };
  const stepped = await takeStep(tx, effects, run, loaded, eventOf(who, action, referral.state), eventName);
  if (!stepped.ok) return stepped satisfies Refused;
  if (team !== null) nameTeam(tx, referral, team, isOut(run, stepped.record.state, referral));
  advanced.push(new CaseAdvanced(tx.who.tenant, stepped.record));
  return null;
}

/** From which status each action leads on. */
const BEFORE: Readonly<Record<ReferralAction['kind'], readonly ReferralStatus[]>> = {
  accept: ['offered'],
  decline: ['offered'],
  cancel: ['offered'],
  start: ['accepted'],
  complete: ['accepted', 'in-progress'],
  'name-team': ['accepted', 'in-progress'],
};

function eventOf(who: Who, action: Exclude<ReferralAction, CarryingOn>, state: string): StepEvent {
  const actor = actorOf(who);
  switch (action.kind) {
    case 'accept':
      return { actor, type: 'hand-over', state };
    case 'decline':
      return { actor, type: 'target-declined', reason: action.reason, state };
    case 'cancel':
      return { actor, type: 'client-declined', state };
  }
}
