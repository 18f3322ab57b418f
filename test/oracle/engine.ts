import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../../libs/eligibility/index.js';
import { formatProblems, readProgram } from '../../libs/programs/index.js';
import {
  type Actor,
  type CaseState,
  type Effect,
  type RoutableService,
  type RunnableProgram,
  type StepEvent,
  type StepResult,
  openCase,
  permissionOnward,
  route,
  step,
} from '../../libs/workflow/index.js';
import { agenciesOf, servicesWithNumber } from './document.js';
import type { OracleEvent, OraclePerson, Prediction } from './oracle.js';

/** The engine's own step, with the offers kept in memory instead of in the database. */
export class Engine {
  private state: CaseState;
  private answers: Record<string, Answer> = {};
  private readonly routes = new Map<string, Extract<Effect, { kind: 'open-offer' }>>();
  private readonly tried = new Map<string, string[]>();
  private consents = 0;
  /** Places that are left, as the pool of the database would have them; of a grant that is not named, more than enough. */
  left: Record<string, number> = {};
  /** Whether a service takes somebody at this moment. */
  takes = (_service: string): boolean => true;
  /** Every move, as `from>to`. */
  readonly trail: string[] = [];
  /** Agencies that took the client, and somebody else has them since, in order. */
  readonly gone: string[] = [];
  /** Who was told of what, in order. */
  readonly alerts: string[] = [];

  /** The case that a renewal opens. */
  opened: Extract<Effect, { kind: 'open-case' }> | null = null;

  constructor(
    private readonly run: RunnableProgram,
    /** Null: the client begins by themselves, over the web. */
    navigator: string | null,
    now: number,
    private readonly agencies: ReadonlyMap<string, string> = agenciesOf('config'),
    channel = navigator === null ? 'web' : 'phone',
  ) {
    const by: Actor = navigator === null ? { id: 'client', role: 'client' } : { id: navigator, role: 'navigator' };
    const opened = openCase(run, by, {}, iso(now), { channel });
    if (!opened.ok) throw new Error(opened.reason);
    this.state = opened.state;
    this.trail.push(...opened.trace.map(({ from, to }) => `${from}>${to}`));
    this.learn(opened.facts);
  }

  private learn(facts: Readonly<Record<string, Answer | null>>): void {
    for (const [id, answer] of Object.entries(facts)) {
      if (answer === null) delete this.answers[id];
      else this.answers[id] = answer;
    }
  }

  take(event: OracleEvent, by: OraclePerson, now: number): Prediction {
    const actor = { id: by.id, role: by.role } as Actor;
    const result = this.stepOn(this.eventOf(event, actor), now);
    return this.see(result.ok ? null : result.reason);
  }

  moveClock(now: number): Prediction {
    for (;;) {
      const timers = Object.entries(this.state.timers).map(([name, timer]) => [Date.parse(timer.at), name] as const);
      const next = timers.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1))[0];
      if (!next || next[0] > now) return this.see(null);
      const { generation } = this.state.timers[next[1]]!;
      const actor: Actor = { id: 'clock', role: 'clock' };
      const result = this.stepOn({ type: 'timer', timer: next[1], generation, actor }, now);
      if (!result.ok) throw new Error(`timer ${next[1]}: ${result.reason}`);
    }
  }

  /** The case as it stands, to be looked at. */
  get now(): CaseState {
    return this.state;
  }

  /** Every answer of the case, worked out or said. */
  get known(): Readonly<Record<string, Answer>> {
    return this.answers;
  }

  /** A timer goes off that is not, or no longer, set so; the reason for which nothing comes of it. */
  fire(timer: string, generation: number, now: number): string | null {
    const actor: Actor = { id: 'clock', role: 'clock' };
    const result = this.stepOn({ type: 'timer', timer, generation, actor }, now);
    return result.ok ? null : result.reason;
  }

  verdict(decision: string): string {
    const verdict = this.run.decisions[decision]!.decide(this.answers);
    return verdict.outcome ?? verdict.status;
  }

  /** One step and what its effects bring back, as the handlers do it in the transaction. */
  private stepOn(event: StepEvent, now: number): StepResult {
    const { grants } = this.state;
    const had = (grant: string) => grants?.[grant]?.status === 'granted';
    const result = step(this.run, this.state, this.answers, event, iso(now));
    if (!result.ok) return result;
    this.state = result.state;
    this.trail.push(...result.trace.map(({ from, to }) => `${from}>${to}`));
    this.learn(result.facts);
    for (const effect of result.effects) {
      if (effect.kind === 'open-case') this.opened = effect;
      if (effect.kind === 'alert') this.alerts.push(`${effect.to} ${effect.about}`);
      if (effect.kind === 'release-holder' && effect.as === 'completed') {
        this.gone.push(effect.reason === null ? effect.agency : `${effect.agency} again`);
      }
      const next = this.offerNext(effect, event.actor) ?? this.grant(effect, event.actor, had);
      const after = next && this.stepOn(next, now);
      if (after && !after.ok) throw new Error(`${next.type} was refused: ${after.reason}`);
    }
    return result;
  }

  /** A place of a grant has become free: whoever waits for it has it. */
  free(grant: string, now: number): Prediction {
    const waits = this.state.grants?.[grant]?.status === 'waiting';
    if (!waits) this.count(grant, 1);
    else this.stepOn({ type: 'granted', grant, actor: { id: 'clock', role: 'clock' } }, now);
    return this.see(null);
  }

  private grant(effect: Effect, actor: Actor, had: (grant: string) => boolean): StepEvent | null {
    if (effect.kind === 'end-grant' && effect.as === 'returned' && had(effect.grant)) this.count(effect.grant, 1);
    if (effect.kind !== 'take-grant') return null;
    const { grant } = effect;
    if ((this.left[grant] ?? Infinity) <= 0) return { type: 'waitlisted', grant, actor };
    this.count(grant, -1);
    return { type: 'granted', grant, actor };
  }

  private count(grant: string, by: number): void {
    const left = this.left[grant];
    if (left !== undefined) this.left[grant] = left + by;
  }

  private offerNext(effect: Effect, actor: Actor): StepEvent | null {
    if (effect.kind !== 'open-offer' && effect.kind !== 'next-target') return null;
    const { state } = effect;
    if (effect.kind === 'open-offer') {
      this.routes.set(state, effect);
      this.tried.set(state, [...effect.tried]);
    }
    const permitted = this.permitted(state);
    if (permitted === null) return { type: 'not-consented', state, actor };
    const { targets, handover, named, unnamed } = permitted;
    const tried = this.tried.get(state)!;
    const question = { handover, named, unnamed, language: null, area: null, tried };
    const services = Object.entries(everybody(targets, this.agencies)).map(([id, one]) => [
      id,
      { ...one, full: !this.takes(id) },
    ]);
    const { target } = route(targets, question, Object.fromEntries(services) as Record<string, RoutableService>);
    if (target === null) return { type: 'exhausted', state, actor };
    if ('ourselves' in target) return { type: 'to-ourselves', state, actor };
    if ('unconsented' in target) return { type: 'not-consented', state, actor };
    tried.push(target.service);
    return { type: 'offered', state, actor, ...target };
  }

  /** A consent that was taken back since the offer was opened counts from the next target on. */
  private permitted(state: string): Extract<Effect, { kind: 'open-offer' }> | null {
    const opened = this.routes.get(state)!;
    const definition = this.run.program.states[state];
    if (definition?.kind !== 'offer') return null;
    const permission = permissionOnward(definition, this.state.consents, opened.override);
    return permission && { ...opened, ...permission };
  }

  private eventOf(event: OracleEvent, actor: Actor): StepEvent {
    if ('timer' in event) throw new Error('timers come from the clock');
    if ('answers' in event) return { type: 'answer', answers: event.answers as Record<string, Answer | null>, actor };
    const fields = event.fields as Record<string, string>;
    switch (event.event) {
      case 'give-consent':
      case 'withhold-consent': {
        this.consents += 1;
        const given = event.event === 'give-consent';
        return { type: 'consent', given, by: fields['by'] ?? '', consentId: `consent-${this.consents}`, actor };
      }
      case 'withdraw-consent':
        return { type: 'withdraw-consent', disclosure: fields['disclosure'] ?? '', actor };
      case 'record-handover-step':
      case 'hand-over':
      case 'target-declined':
      case 'client-declined':
      case 'take-over':
      case 'put-back':
        return { type: event.event, ...fields, actor } as StepEvent;
      default:
        this.consents += 1;
        return { type: 'happen', name: event.event, fields, consentId: `consent-${this.consents}`, actor };
    }
  }

  predict(): Prediction {
    return this.see(null);
  }

  private see(refused: string | null): Prediction {
    const { state, owner, due, timers, ended, offers } = this.state;
    const offer = offers[state];
    return {
      refused,
      state,
      owner,
      due: due && Date.parse(due.at),
      timers: Object.fromEntries(Object.entries(timers).map(([name, timer]) => [name, Date.parse(timer.at)])),
      offer:
        offer?.status === 'open' && offer.service !== null
          ? { service: offer.service, handover: offer.handover, fallback: offer.fallback }
          : null,
      disposition: ended?.disposition ?? null,
      need: ended ? (ended.need.status === 'unmet' ? ended.need.reason : ended.need.status) : null,
    };
  }
}

const iso = (instant: number) => new Date(instant).toISOString();

/** Everybody is open and has room: what a directory says is another test's business. */
function everybody(
  targets: Extract<Effect, { kind: 'open-offer' }>['targets'],
  agencies: ReadonlyMap<string, string>,
): Record<string, RoutableService> {
  const services = targets.flatMap((target) => ('service' in target ? [target.service] : []));
  return Object.fromEntries(
    services.map((id) => [
      id,
      {
        id,
        agency: agencies.get(id) ?? id,
        open: true,
        full: false,
        languages: [],
        areas: null,
        handovers: ['warm', 'cold', 'number', 'dispatch'],
      },
    ]),
  );
}

/** Paths within the folder; letters have one of their own. */
const filesIn = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(path, entry.name)).map((name) => `${entry.name}/${name}`) : [entry.name],
  );

/** The shipped program as the engine reads it. */
export async function readRunnable(config: string, id: string, zone: string): Promise<RunnableProgram> {
  const folder = (path: string) =>
    Object.fromEntries(filesIn(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]));
  const fragments = readdirSync(join(config, 'fragments')).map((name) => [
    name,
    folder(join(config, 'fragments', name)),
  ]);
  const read = await readProgram(folder(join(config, 'programs', id)), Object.fromEntries(fragments));
  if (!read.ok) throw new Error(formatProblems(read.problems));
  if (read.warnings.length > 0) throw new Error(formatProblems(read.warnings));
  return { program: read.program, decisions: read.decisions, zone, numbers: servicesWithNumber(config) };
}
