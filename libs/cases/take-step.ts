import { relations, setInquirer, startWrapUp } from '../contacts/index.js';
import { forgetUnfinished, scheduleErasure } from '../clients/index.js';
import { scheduleDocumentErasure } from '../documents/index.js';
import type { Answer, Answers } from '../eligibility/index.js';
import type { Tx } from '../platform/index.js';
import {
  type Advanced,
  type Effect,
  type Refused,
  type RunnableProgram,
  type StepEvent,
  type StepResult,
  capacityOf,
  dispatchStage,
  isLifeAtRisk,
  startOf,
  step,
  verdicts,
} from '../workflow/index.js';
import type { CaseRecord, FactRef, LoadedCase, NextPlace } from './case-record.js';
import { codeChanges } from './code-answers.js';
import type { EffectContext, EffectHandlers } from './effects.js';
import { holderNow } from './held-case.js';
import { nextVersion, saveStep } from './save-step.js';

/** Effects answer with events, and those may have effects: so many rounds at most, then the program goes round. */
const MOST_ROUNDS = 20;

/** A step that was kept. */
export interface Stepped {
  readonly ok: true;
  readonly record: CaseRecord;
  readonly answers: Answers;
  readonly facts: Readonly<Record<string, FactRef>>;
  readonly run: RunnableProgram;
}

/** A walk through step() in the making: the first result, and what its effects' events added. */
export interface Progress {
  record: CaseRecord;
  answers: Record<string, Answer>;
  readonly facts: Record<string, Answer | null>;
  readonly trace: Advanced['trace'][number][];
  /** Services that were asked. */
  readonly asked: string[];
  /** What effects say that history refers to. */
  refs: object;
  verdicts: Advanced['verdicts'];
}

/**
 * One step of a case that is locked in this transaction: decide, carry the effects out, decide on what they answer,
 * save. Either all of it is kept or, when it is refused, nothing was changed.
 *
 * @param eventName how history calls what happened
 */
export async function takeStep(
  tx: Tx,
  handlers: EffectHandlers,
  run: RunnableProgram,
  loaded: LoadedCase,
  event: StepEvent,
  eventName: string,
): Promise<Stepped | Refused> {
  const { record, answers } = loaded;
  const result = step(run, record.state, answers, event, tx.now.toISOString());
  if (!result.ok) return result;
  const first = { ...record, revision: record.revision + 1 };
  const of = serviceOf(record.state, event);
  return finishStep(tx, handlers, run, { record: first, loaded, result, actor: event.actor, eventName, of });
}

export interface FirstResult {
  /** The case with the revision that is to be saved. */
  readonly record: CaseRecord;
  /** As it was before; null when this step opens it. */
  readonly loaded: LoadedCase | null;
  readonly result: Advanced;
  readonly actor: StepEvent['actor'];
  readonly eventName: string;
  /** What history refers to besides facts and verdicts. */
  readonly refs?: object;
  /** The service whose offer it is about. */
  readonly of?: string | null;
}

/** Carries out and saves what step() or openCase() decided. The case's row must exist already. */
export async function finishStep(
  tx: Tx,
  handlers: EffectHandlers,
  run: RunnableProgram,
  first: FirstResult,
): Promise<Stepped> {
  const { record, loaded, result, actor, eventName, refs, of = null } = first;
  const progress = await walkOn(tx, handlers, run, { record, answers: loaded?.answers ?? {}, result, actor });
  // Once: what is done after the end (a consent taken back) moves neither the note's deadline nor the erasure.
  const ends = progress.record.state.ended !== null && !loaded?.record.state.ended;
  // The call goes on only in another case: else what is left of it is the note.
  if (ends && !progress.record.next?.case) await startWrapUp(tx, record.contact);
  progress.record = { ...progress.record, ...(await callerSaid(tx, run, progress)) };
  const before = loaded?.record.state ?? null;
  const known = { before: loaded?.answers ?? {}, after: progress.answers };
  handlers.stepTaken(tx, { case: record.id, run, before, after: progress.record.state, answers: known });
  saveStep(tx, {
    before,
    record: progress.record,
    facts: progress.facts,
    known: loaded?.facts ?? {},
    coded: codeChanges(run.program, loaded && loaded.answers, progress.answers),
    saidBy: actor.id,
    saidFor: tx.who.agency,
    heldBy: {
      before: loaded && holderNow(run.program, loaded.record.state),
      after: holderNow(run.program, progress.record.state),
    },
    dispatch: dispatchStage(run.program, progress.record.state),
    atRisk: isLifeAtRisk(run.program, progress.record.state),
    history: {
      actor,
      event: eventName,
      from: loaded?.record.state.state ?? startOf(run.program, record.channel),
      trace: progress.trace,
      refs: { ...references(progress, loaded), ...servicesIn(progress, of), ...progress.refs, ...refs },
    },
  });
  finishTyped(tx, run, progress, ends);
  const facts = { ...loaded?.facts, ...learned(progress, loaded, tx) };
  if (ends) {
    await scheduleErasure(tx, record.id, keptFor(run, facts));
    await scheduleDocumentErasure(tx, record.id, filesKeptFor(run));
  }
  return { ok: true, record: progress.record, answers: progress.answers, facts, run };
}

/** What clients began to fill in goes when it is said, by whomever, and with the end. Only some programs have clients who do. */
function finishTyped(tx: Tx, { program }: RunnableProgram, { record, facts }: Progress, ends: boolean): void {
  if (!Object.hasOwn(program.starts ?? {}, 'web')) return;
  const said = Object.keys(facts);
  if (ends || said.length > 0) forgetUnfinished(tx, record.id, ends ? 'all' : said);
}

/**
 * An answer of this step may say whom the caller speaks for: then the contact says it, too. What they are to the client is what
 * the answer says, where it is one of the relations that a contact knows.
 */
async function callerSaid(
  tx: Tx,
  { program }: RunnableProgram,
  { record, answers, facts }: Progress,
): Promise<Partial<Pick<CaseRecord, 'inquirer' | 'relation'>>> {
  const said = Object.keys(facts).filter((id) => facts[id] && program.questions[id]?.speaksAs);
  const capacity = said.length > 0 ? capacityOf(program, answers) : null;
  const inquirer = capacity === null || capacity === 'self' ? capacity : 'third-party';
  if (inquirer === null || inquirer === record.inquirer) return {};
  const words = said.map((id) => answers[id]).flatMap((one) => (one && 'value' in one ? [one.value] : []));
  const relation = inquirer === 'self' ? null : (relations.find((one) => words.includes(one)) ?? null);
  const changed = await setInquirer(tx, record.contact, { inquirer, relation });
  return changed.ok ? { inquirer, relation } : {};
}

/** How long after the end each answer may be kept, for those that the program does not keep for good. */
function keptFor(run: RunnableProgram, facts: Readonly<Record<string, unknown>>): Record<string, string> {
  const answered = Object.values(run.program.questions).filter((question) => Object.hasOwn(facts, question.id));
  return Object.fromEntries(answered.flatMap(({ id, keep }) => (keep === undefined ? [] : [[id, keep]])));
}

/** The same for the files that people sent in, answered or not: one may have come that was refused. */
function filesKeptFor(run: RunnableProgram): Record<string, string> {
  const asking = Object.values(run.program.questions).filter(({ type }) => type === 'document');
  return Object.fromEntries(asking.flatMap(({ id, keep }) => (keep === undefined ? [] : [[id, keep]])));
}

/** Where a walk begins: the case and its answers before the step, and what step() decided first. */
export interface WalkBegun {
  readonly record: CaseRecord;
  readonly answers: Answers;
  readonly result: Advanced;
  readonly actor: StepEvent['actor'];
}

/** Goes on until no effect answers with an event any more. Saves nothing itself; `handlers` may. */
export async function walkOn(
  tx: Tx,
  handlers: Pick<EffectHandlers, 'carryOut'>,
  run: RunnableProgram,
  { record, answers, result: first, actor }: WalkBegun,
): Promise<Progress> {
  const progress: Progress = {
    record,
    answers: { ...answers },
    facts: {},
    trace: [],
    asked: [],
    refs: {},
    verdicts: first.verdicts,
  };
  let effects: readonly Effect[] = take(progress, first);
  for (let round = 0; effects.length > 0; round += 1) {
    if (round >= MOST_ROUNDS) throw new Error(`program ${run.program.id} answers its own effects for ever`);
    const answered: Effect[] = [];
    for (const effect of effects) {
      const goOn = (next: NextPlace) => (progress.record = { ...progress.record, next });
      const refer = (refs: object) => (progress.refs = { ...progress.refs, ...refs });
      const { record: now, answers: known } = progress;
      const context: EffectContext = { record: now, answers: known, run, actor, goOn, refer };
      for (const event of await handlers.carryOut(tx, context, effect)) {
        if (event.type === 'offered') progress.asked.push(event.service);
        answered.push(...take(progress, again(run, progress, event, tx)));
      }
    }
    effects = answered;
  }
  return progress;
}

function again(run: RunnableProgram, progress: Progress, event: StepEvent, tx: Tx): Advanced {
  const result: StepResult = step(run, progress.record.state, progress.answers, event, tx.now.toISOString());
  if (!result.ok) throw new Error(`${run.program.id}: "${event.type}" from an effect was refused: ${result.reason}`);
  return result;
}

function take(progress: Progress, result: Advanced): readonly Effect[] {
  progress.record = { ...progress.record, state: result.state };
  progress.verdicts = result.verdicts;
  progress.trace.push(...result.trace);
  for (const [key, answer] of Object.entries(result.facts)) {
    progress.facts[key] = answer;
    if (answer === null) delete progress.answers[key];
    else progress.answers[key] = answer;
  }
  return result.effects;
}

/** What the step read and learned: fact versions and table rows, never values. */
function references(progress: Progress, loaded: LoadedCase | null): object {
  const facts = Object.keys(progress.facts).map((key) => [key, nextVersion(loaded?.facts, key)]);
  return { facts: Object.fromEntries(facts), verdicts: decided(progress.verdicts) };
}

function servicesIn({ asked }: Progress, of: string | null): object {
  if (of === null && asked.length === 0) return {};
  return { services: { ...(of !== null && { of }), ...(asked.length > 0 && { asked }) } };
}

/** Of an answer to an offer, or none in time: whose it is. */
function serviceOf({ offers, state }: CaseRecord['state'], event: StepEvent): string | null {
  const attempt = event.type === 'timer' ? /^attempt:(.*)$/.exec(event.timer)?.[1] : undefined;
  const isAnswer = event.type === 'hand-over' || event.type === 'target-declined' || event.type === 'client-declined';
  return (isAnswer ? offers[event.state ?? state] : offers[attempt ?? ''])?.service ?? null;
}

/** All that is not open, without values: as history keeps it. */
function decided(verdicts: Advanced['verdicts']): object {
  const kept = Object.entries(verdicts)
    .filter(([, verdict]) => verdict.status !== 'open')
    .map(([id, { status, outcome, because, declined }]) => [
      id,
      { status, outcome, because, ...(status === 'undetermined' && { declined }) },
    ]);
  return Object.fromEntries(kept);
}

function learned(progress: Progress, loaded: LoadedCase | null, { who, now }: Tx): Record<string, FactRef> {
  const keys = Object.keys(progress.facts);
  return Object.fromEntries(
    keys.map((key) => [key, { version: nextVersion(loaded?.facts, key), at: now.toISOString(), agency: who.agency }]),
  );
}

/**
 * Something is said of a case that leaves it where it is: one more line of its history, seen by whoever watches it. The case
 * is locked in this transaction.
 */
export function noteOnCase(
  tx: Tx,
  run: RunnableProgram,
  { record, answers, facts }: LoadedCase,
  note: { readonly actor: StepEvent['actor']; readonly eventName: string; readonly refs: object },
): CaseRecord {
  const noted = { ...record, revision: record.revision + 1 };
  const { state } = record.state;
  const holder = holderNow(run.program, record.state);
  const refs = { facts: {}, verdicts: decided(verdicts(run, answers)), ...note.refs };
  saveStep(tx, {
    ...{ before: record.state, record: noted, facts: {}, known: facts, coded: null },
    ...{ saidBy: note.actor.id, saidFor: tx.who.agency, heldBy: { before: holder, after: holder } },
    dispatch: dispatchStage(run.program, record.state),
    atRisk: isLifeAtRisk(run.program, record.state),
    history: { actor: note.actor, event: note.eventName, from: state, trace: [], refs },
  });
  return noted;
}
