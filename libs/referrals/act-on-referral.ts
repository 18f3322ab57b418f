import { CommandHandler, EventBus, type ICommandHandler } from '@nestjs/cqrs';
import {
  type AdvanceResult,
  CaseAdvanced,
  EffectHandlers,
  type Stepped,
  actorOf,
  asHouse,
  lockCase,
  noteOnCase,
  runnable,
  takeStep,
} from '../cases/index.js';
import { type Tx, UnitOfWork, type Who } from '../platform/index.js';
import type { DeclineReason, Refused, StepEvent } from '../workflow/index.js';
import { CHANGED } from './changed-referrals.js';
import { type BoxedReferral, type ReferralStatus, findReferral } from './referral.js';

export type ReferralAction =
  | { readonly kind: 'accept' }
  | { readonly kind: 'decline'; readonly reason: DeclineReason | 'no-answer' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'start' }
  | { readonly kind: 'complete'; readonly outcome: string | null };

export type ReferralResult =
  | { readonly ok: true; readonly referral: BoxedReferral }
  | Exclude<AdvanceResult, Stepped>
  | { readonly ok: false; readonly reason: 'referral-is-unknown' }
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
  const refused = await asHouse(tx, () => actUnderLock(tx, effects, command, found.caseId, advanced));
  if (refused) return refused;
  const after = await findReferral(tx, command.referralId);
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
  const run = await runnable(tx, loaded.record.program, loaded.record.version, loaded.zone);
  const eventName = `referral:${action.kind}`;
  if (action.kind === 'start' || action.kind === 'complete') {
    carryOn(tx, referralId, action);
    // Its own referral an agency carries on to the end. A case that went elsewhere meanwhile is none of its business.
    if (loaded.record.state.holder !== referral.agency) return null;
    const note = { actor: actorOf(who), eventName, refs: { referral: referralId } };
    advanced.push(new CaseAdvanced(tx.who.tenant, noteOnCase(tx, run, loaded, note)));
    return null;
  }
  const stepped = await takeStep(tx, effects, run, loaded, eventOf(who, action, referral.state), eventName);
  if (!stepped.ok) return stepped satisfies Refused;
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
};

function eventOf(who: Who, action: Exclude<ReferralAction, { kind: 'start' | 'complete' }>, state: string): StepEvent {
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

function carryOn(tx: Tx, id: string, action: Extract<ReferralAction, { kind: 'start' | 'complete' }>): void {
  const status: ReferralStatus = action.kind === 'start' ? 'in-progress' : 'completed';
  const outcome = action.kind === 'complete' ? action.outcome : null;
  tx.write(
    'referrals.carry-on',
    `UPDATE referrals SET status = $3, outcome = coalesce($4, outcome), revision = revision + 1, ${CHANGED}
     WHERE tenant_id = $1 AND id = $2`,
    [tx.who.tenant, id, status, outcome],
  );
}
