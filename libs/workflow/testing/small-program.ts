import { compileDecisions } from '../compile-decisions.js';
import type { CaseState, StepEvent, StepResult } from '../case-state.js';
import type { Due, Interrupt, OpenState, Program, Question, Targets } from '../program.js';
import { openCase, step } from '../step.js';
import type { RunnableProgram } from '../walk.js';
import type { Answer, Answers, Text } from '../../eligibility/index.js';

/** A small program of plain data, with one state of each kind, for the tests of step(). */
const text = (word: string): Text => ({ en: word, fr: word });
const to = (state: string): Targets => [{ to: state, when: [] }];
const resumeOr = (state: string): Targets => [{ resumeOr: state, when: [] }];
const due: Due = { in: 'PT60M', within: 'PT60M', owner: 'supervisors', alert: 'supervisor', every: 'PT60M' };
const titled = { title: text('state') };
const base = { ...titled, owner: 'navigator', due, timers: {}, questions: [] } as const;

function answering(question: string, ...outcomes: string[]) {
  const labels = Object.fromEntries(outcomes.map((outcome) => [outcome, text(outcome)]));
  return { kind: 'answer', id: question, question, outcomes, title: text(question), labels } as const;
}

function choice(id: string, ...values: string[]): Question {
  const choices = values.map((value) => ({ value, label: text(value) }));
  return { id, type: 'choice', choices, offersDecline: false, optional: false, purposes: ['decide'], ask: text(id) };
}

const risk: Interrupt = {
  id: 'risk-raised',
  by: ['navigator'],
  states: ['ask-need', 'agree', 'offer', 'waiting'],
  when: [],
  fields: {},
  reopen: ['danger'],
  revoke: false,
  targets: to('safety'),
  label: text('risk'),
};

const states: Record<string, OpenState> = {
  safety: {
    ...base,
    id: 'safety',
    kind: 'ask',
    decision: 'danger',
    leaves: { yes: to('rescued'), no: resumeOr('ask-need'), undetermined: resumeOr('ask-need') },
  },
  'ask-need': {
    ...base,
    id: 'ask-need',
    kind: 'ask',
    decision: 'need',
    leaves: { talk: to('agree'), call: to('when'), undetermined: to('agree') },
  },
  agree: {
    ...base,
    id: 'agree',
    kind: 'consent',
    disclosure: 'brief',
    givenBy: ['self'],
    leaves: { given: to('offer'), withheld: to('offer') },
  },
  offer: {
    ...base,
    id: 'offer',
    kind: 'offer',
    route: { route: 'talkers' },
    handover: { consented: 'warm', otherwise: 'cold' },
    disclosure: { name: 'brief', needsConsent: false },
    attempt: 'PT3M',
    beside: false,
    leaves: { 'handed-over': to('done'), 'declined-by-client': to('left'), exhausted: to('when') },
  },
  when: {
    ...base,
    id: 'when',
    kind: 'ask',
    questions: ['at'],
    leaves: { answered: to('waiting'), undetermined: to('left') },
  },
  waiting: {
    ...base,
    id: 'waiting',
    kind: 'wait',
    owner: 'navigators',
    due: { ...due, in: undefined, at: 'at', within: 'P30D' },
    timers: {
      nudge: { id: 'nudge', from: { entry: true }, in: 'PT5M', every: 'PT5M', max: 2, stay: { alert: 'supervisor' } },
    },
    events: {
      reach: { id: 'reach', by: ['navigator'], label: text('reach'), fields: {}, targets: to('agree') },
      miss: {
        id: 'miss',
        by: ['navigator'],
        label: text('miss'),
        fields: {},
        bounded: { max: 2, again: 'PT2H', then: { to: 'left' } },
      },
    },
  },
};

const at: Question = { ...choice('at'), type: 'local-date-time', purposes: ['contact'] };
export const smallProgram: Program = {
  format: 1,
  id: 'small',
  title: text('Small'),
  languages: ['en', 'fr'],
  subject: { thirdParty: 'allowed', name: 'never' },
  fragments: {},
  questions: { danger: choice('danger', 'yes', 'no'), need: choice('need', 'talk', 'call'), at },
  decisions: {
    danger: answering('danger', 'yes', 'no'),
    need: answering('need', 'talk', 'call'),
  },
  disclosures: { brief: { id: 'brief', to: 'route', facts: ['need'], purpose: text('brief') } },
  clocks: { received: { at: 'start' }, offered: { state: 'offer', on: 'entry' }, closed: { at: 'end' } },
  timers: {},
  interrupts: { 'risk-raised': risk },
  routes: { talkers: { id: 'talkers', targets: [{ service: 'first', fallback: false, interpreter: false }] } },
  dispositions: {},
  start: 'safety',
  states: {
    ...states,
    rescued: end('rescued', 'emergency', true),
    left: end('left', 'declined', false),
    done: {
      ...end('done', '', false),
      disposition: {
        warm: 'warm_completed',
        'warm-by-fallback': 'no_answer_fallback',
        cold: 'cold',
        number: 'number_given',
      },
    },
  },
};

function end(id: string, disposition: string, crisis: boolean) {
  const need = { status: 'referred' } as const;
  return { id, ...titled, kind: 'end', disposition, crisis, need, questions: [], timers: {} } as const;
}

const compiled = compileDecisions(smallProgram);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
export const smallRun: RunnableProgram = {
  program: smallProgram,
  decisions: compiled.decisions,
  zone: 'America/Toronto',
};

export const navigator = { id: 'amina', role: 'navigator' } as const;
type Plain = StepEvent extends infer E ? (E extends StepEvent ? Omit<E, 'actor'> : never) : never;

/** Plays events on a case of the small program; the clock stands at noon until it is moved. */
export class Play {
  state: CaseState;
  answers: Record<string, Answer> = {};
  last: StepResult;
  private instant = Date.parse('2026-06-01T12:00:00Z');

  constructor(
    carried: Answers = {},
    private readonly run: RunnableProgram = smallRun,
  ) {
    this.answers = { ...carried };
    const opened = openCase(run, navigator, carried, this.now);
    if (!opened.ok) throw new Error(opened.reason);
    this.last = opened;
    this.state = opened.state;
  }

  get now(): string {
    return new Date(this.instant).toISOString();
  }

  pass(minutes: number): this {
    this.instant += minutes * 60_000;
    return this;
  }

  do(event: Plain, actor: StepEvent['actor'] = navigator): this {
    this.last = step(this.run, this.state, this.answers, { ...event, actor } as StepEvent, this.now);
    if (!this.last.ok) return this;
    this.state = this.last.state;
    for (const [key, answer] of Object.entries(this.last.facts)) {
      if (answer) this.answers[key] = answer;
      else delete this.answers[key];
    }
    return this;
  }

  answer(answers: Record<string, string | null>): this {
    const given = Object.entries(answers).map(([key, value]) => [
      key,
      value === null ? null : value === 'prefer-not' ? { declined: true } : { value },
    ]);
    return this.do({ type: 'answer', answers: Object.fromEntries(given) as Record<string, Answer | null> });
  }

  /** The timer fires at its time, with the generation it has then. */
  fire(timer: string): this {
    const set = this.state.timers[timer];
    if (!set) throw new Error(`no timer ${timer}: ${Object.keys(this.state.timers).join(', ')}`);
    this.instant = Math.max(this.instant, Date.parse(set.at));
    return this.do({ type: 'timer', timer, generation: set.generation }, { id: 'clock', role: 'clock' });
  }

  offered(handover: 'warm' | 'cold' | 'number' = 'warm', fallback = false): this {
    const state = this.state.state;
    return this.do({ type: 'offered', state, service: 'first', agency: 'one', fallback, handover });
  }

  /** To an offer that is open, with consent. */
  static toOffer(given = true, run?: RunnableProgram): Play {
    const play = new Play({}, run).answer({ danger: 'no' }).answer({ need: 'talk' });
    return play.do({ type: 'consent', given, by: 'self', consentId: 'c1' }).offered(given ? 'warm' : 'cold');
  }

  get effects(): readonly string[] {
    return this.last.ok ? this.last.effects.map((effect) => effect.kind) : [];
  }

  get refusal(): string | null {
    return this.last.ok ? null : this.last.reason;
  }
}
