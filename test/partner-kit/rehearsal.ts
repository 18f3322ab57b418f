import { choicesOf } from '../../libs/workflow/check-field.js';
import { declineReasons, type Field, type Program, type RunnableProgram } from '../../libs/workflow/index.js';
import type { Example } from '../journeys/examples.js';
import { Engine } from '../oracle/engine.js';
import { happeningsOf } from '../oracle/histories.js';
import { wallClock } from '../oracle/moment.js';
import type { PathStep } from './paths.js';

/** One thing that is done on a path, and where the case is then. */
export interface Act {
  readonly step: PathStep;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Milliseconds that pass; 0 where somebody acts. */
  readonly after: number;
  readonly state: string;
}
export interface Stage {
  readonly run: RunnableProgram;
  /** Its examples lead to where somebody is asked. */
  readonly config: string;
  readonly agency: string;
  readonly agencies: ReadonlyMap<string, string>;
  readonly now: number;
}

const people = {
  navigator: { id: 'navigator', role: 'navigator' },
  supervisor: { id: 'supervisor', role: 'supervisor' },
  agency: { id: 'agency', role: 'agency' },
  reviewer: { id: 'reviewer', role: 'reviewer' },
  client: { id: 'client', role: 'client' },
};

/** A case in the engine, and its clock. */
export class Rehearsal {
  readonly engine: Engine;
  now: number;

  constructor(
    private readonly stage: Stage,
    { steps }: Example,
    upTo: number,
    each: (rehearsal: Rehearsal, steps: number) => void = () => undefined,
  ) {
    this.now = stage.now;
    this.engine = new Engine(stage.run, 'navigator', this.now, stage.agencies);
    for (const [at, happening] of happeningsOf(steps.slice(0, upTo), () => this.now, stage.run.zone).entries()) {
      const one = happening();
      if ('after' in one) this.engine.moveClock((this.now += one.after));
      else this.engine.take(one.event, one.by, this.now);
      each(this, at + 1);
    }
  }

  /** Who is asked in the state where the case is. */
  get asked(): string | null {
    const { state, offers } = this.engine.now;
    const offer = offers[state];
    return offer?.status === 'open' && offer.handover !== 'number' ? offer.service : null;
  }

  /** Whether the step could be taken, and led where the path says. */
  take(step: PathStep, at: number): Act | null {
    const before = this.here;
    const { event, fields } = doing(this.stage.run, step, at, this.now);
    const after = step.by === 'clock' ? this.letPass(step) : 0;
    for (let time = 0; time < step.times && step.by !== 'clock'; time++) {
      if (this.engine.take({ event, fields }, people[step.by], this.now).refused !== null) return null;
    }
    const { state } = this.engine.now;
    const isRight = step.to === null ? this.here !== before : state === step.to;
    return isRight ? { step, event, fields, after, state } : null;
  }

  private get here(): string {
    return `${this.engine.now.state} ${this.asked ?? ''}`;
  }

  /** Until something other than an alert has come of it; how long that was. */
  private letPass({ name, way, from }: PathStep): number {
    const [start, before] = [this.now, this.here];
    const wanted = { due: 'due', timer: this.engine.now.timers[name] ? name : `${from}/${name}` }[
      way as 'due' | 'timer'
    ];
    const timer = this.engine.now.timers[wanted ?? `attempt:${from}`];
    if (timer) this.engine.moveClock((this.now = Math.max(this.now, Date.parse(timer.at))));
    return this.here === before ? 0 : this.now - start;
  }
}

/** The event by its name at the API, and fields that fit; `at` varies what is chosen among several. */
function doing(
  { program, zone }: RunnableProgram,
  step: PathStep,
  at: number,
  now: number,
): Pick<Act, 'event' | 'fields'> {
  const { from, way, name } = step;
  const state = program.states[from];
  switch (way) {
    case 'accept':
      return { event: 'hand-over', fields: { state: from } };
    case 'decline':
      return { event: 'target-declined', fields: { reason: of(declineReasons, at) } };
    case 'declined-by-client':
      return { event: 'client-declined', fields: {} };
    case 'withdraw':
      return { event: 'withdraw-consent', fields: { disclosure: name } };
    case 'given':
    case 'withheld':
      return {
        event: way === 'given' ? 'give-consent' : 'withhold-consent',
        fields: { by: state?.kind === 'consent' ? state.givenBy[0] : 'self' },
      };
    case 'beside':
      return { event: 'hand-over', fields: {} };
    default: {
      const fields =
        (state?.kind === 'wait' ? state.events[name] : undefined)?.fields ?? program.interrupts[name]?.fields ?? {};
      const filled = Object.entries(fields).map(([id, field]) => [
        id,
        fieldFor(program, id, field, at, wallClock(now + MONTH, zone)),
      ]);
      return { event: name, fields: Object.fromEntries(filled) as Record<string, unknown> };
    }
  }
}

const MONTH = 30 * 86_400_000;

function fieldFor(program: Program, id: string, field: Field, at: number, soon: string): unknown {
  const question = field.type === 'question' ? program.questions[id] : undefined;
  const choices = question ? question.choices.map(({ value }) => value) : choicesOf(program, field);
  if (choices.length > 0) return of(choices, at);
  if (field.type === 'services') return [];
  const { type } = question ?? {};
  if (type === 'date') return soon.slice(0, 10);
  if (type === 'language') return 'fr';
  if (type === 'local-date-time') return soon;
  return type === 'phone' ? '416-555-0142' : 'near the side door';
}

function of<T>(list: readonly T[], at: number): T {
  const found = list[at % list.length];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}
