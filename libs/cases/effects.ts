import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Tx } from '../platform/index.js';
import type { Answers } from '../eligibility/index.js';
import type { CaseState, Effect, EffectKind, Refused, RunnableProgram, StepEvent } from '../workflow/index.js';
import type { CaseRecord, NextPlace } from './case-record.js';

/** The case as it stands after the step that caused the effect; it is saved at the end of the transaction. */
export interface EffectContext {
  readonly record: CaseRecord;
  readonly answers: Answers;
  readonly run: RunnableProgram;
  readonly actor: StepEvent['actor'];
  /** Says where the same contact goes on after this case. */
  readonly goOn: (next: NextPlace) => void;
  /** What history refers to besides: names and ids, never values. */
  readonly refer: (refs: object) => void;
}
export type EffectOf<K extends EffectKind> = Extract<Effect, { kind: K }>;

/** Thrown by a handler that cannot carry an effect out as asked: the transaction ends, and the reason is for the person. */
export class EffectRefused extends Error {
  override readonly name = 'EffectRefused';
  constructor(readonly refused: Refused) {
    super(`an effect was refused: ${refused.reason}`);
  }
}

/** Carries an effect out in the step's own transaction. Events that it returns go through step() again in it. */
export type EffectHandler<K extends EffectKind> = (
  tx: Tx,
  context: EffectContext,
  effect: EffectOf<K>,
) => Promise<readonly StepEvent[]>;

/** A step that was decided and carried out, before it is saved. */
export interface StepTaken {
  readonly case: string;
  readonly run: RunnableProgram;
  /** Null: it opens the case. */
  readonly before: CaseState | null;
  readonly after: CaseState;
  readonly answers: { readonly before: Answers; readonly after: Answers };
}
/** Writes, in the step's own transaction, what follows from where the case stands now. Waits for nothing. */
export type StepFollower = (tx: Tx, taken: StepTaken) => void;

const KINDS: Readonly<Record<EffectKind, true>> = {
  'open-offer': true,
  'next-target': true,
  'close-offer': true,
  'record-handover-step': true,
  alert: true,
  'release-holder': true,
  'tell-holder': true,
  'record-consent': true,
  'withdraw-consent': true,
  'record-override': true,
  'give-services': true,
  'take-grant': true,
  'end-grant': true,
  'record-outcome': true,
  'send-letter': true,
  'open-program': true,
  'open-case': true,
};

/** Who does what a step asks for. Rooms above this one register here at start; a missing one stops the app. */
@Injectable()
export class EffectHandlers implements OnApplicationBootstrap {
  private readonly handlers = new Map<EffectKind, EffectHandler<EffectKind>>();
  private readonly foreseers = new Map<EffectKind, EffectHandler<EffectKind>>();
  private readonly followers: StepFollower[] = [];

  /**
   * @param foresee for an effect that answers with events: tells those that it would answer with now, and only reads.
   */
  registerEffect<K extends EffectKind>(kind: K, handler: EffectHandler<K>, foresee?: EffectHandler<K>): void {
    if (this.handlers.has(kind)) throw new Error(`The effect "${kind}" has a handler already.`);
    this.handlers.set(kind, handler as unknown as EffectHandler<EffectKind>);
    if (foresee) this.foreseers.set(kind, foresee as unknown as EffectHandler<EffectKind>);
  }

  /** For what depends on where a case has come to, whichever way it went. */
  followSteps(follower: StepFollower): void {
    this.followers.push(follower);
  }

  stepTaken(tx: Tx, taken: StepTaken): void {
    for (const follow of this.followers) follow(tx, taken);
  }

  onApplicationBootstrap(): void {
    const missing = (Object.keys(KINDS) as EffectKind[]).filter((kind) => !this.handlers.has(kind));
    if (missing.length > 0) {
      throw new Error(`No room carries out: ${missing.join(', ')}. Import the module that registers it.`);
    }
  }

  carryOut(tx: Tx, context: EffectContext, effect: Effect): Promise<readonly StepEvent[]> {
    const handler = this.handlers.get(effect.kind);
    if (!handler) throw new Error(`No room carries out the effect "${effect.kind}".`);
    return handler(tx, context, effect);
  }

  /** The events that carrying it out would answer with now. Nothing is written. */
  foresee(tx: Tx, context: EffectContext, effect: Effect): Promise<readonly StepEvent[]> {
    return this.foreseers.get(effect.kind)?.(tx, context, effect) ?? Promise.resolve([]);
  }
}
