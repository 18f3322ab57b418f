import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../../libs/eligibility/index.js';
import {
  type Actor,
  agenciesOut,
  type CaseState,
  isRescue,
  type RunnableProgram,
  step,
  type StepEvent,
} from '../../libs/workflow/index.js';
import { deep } from '../faults/desk.js';
import { readExamples } from '../journeys/examples.js';
import { Engine, readRunnable } from './engine.js';
import { happeningsOf } from './histories.js';

const ZONE = 'America/Toronto';
const START = Date.parse('2026-06-01T12:00:00Z');
const actor: Actor = { id: 'navigator', role: 'navigator' };
const weapon = { 'safety.weapon': { value: 'yes' } };
const safe = {
  ...{ 'safety.danger': { value: 'no' }, 'safety.weapon': { value: 'no' } },
  ...{ 'safety.medical': { value: 'no' }, 'safety.suicide': { value: 'none' } },
};
type Answers = Readonly<Record<string, Answer>>;
type Happens = StepEvent extends infer E ? (E extends { actor: Actor } ? Omit<E, 'actor'> : never) : never;

/** A case that goes on in the engine alone; null once a step is refused or it has ended. */
interface Here {
  readonly state: CaseState;
  readonly answers: Answers;
  readonly effects: readonly { readonly kind: string }[];
}

/** Every place where the shipped examples stand, each of them left for danger. */
describe.each(['tccs', 'dso', 'good2talk'])('danger in %s', (program) => {
  let run: RunnableProgram;
  let at = START;

  function go({ state, answers }: Here, happens: Happens): Here | null {
    const result = step(run, state, answers, { ...happens, actor } as StepEvent, new Date(at + 500).toISOString());
    if (!result.ok) return null;
    const known: Record<string, Answer> = { ...answers };
    for (const [id, answer] of Object.entries(result.facts)) {
      if (answer === null) delete known[id];
      else known[id] = answer;
    }
    return { state: result.state, answers: known, effects: result.effects };
  }
  const say = (here: Here, answers: Answers) => go(here, { type: 'answer', answers } as Happens);
  const isImminent = ({ answers }: Here) =>
    Object.entries(run.decisions).some(
      ([id, one]) => id.endsWith('risk') && one.decide(answers).outcome === 'imminent',
    );
  const isMet = ({ state }: Here) => state.ended?.crisis === true || isRescue(run.program, state.state);

  /** Where the examples stand, one after the other; each only once in the same circumstances. */
  async function places(): Promise<(Here & { readonly now: number })[]> {
    run = await readRunnable('config', program, ZONE);
    const found = new Map<string, Here & { readonly now: number }>();
    for (const example of readExamples('config', program)) {
      const engine = new Engine(run, 'navigator', START);
      let now = START;
      for (const happening of happeningsOf(example.steps, () => now, ZONE)) {
        const next = happening();
        now += 1000 + ('after' in next ? next.after : 0);
        if ('after' in next) engine.moveClock(now);
        else engine.take(next.event, next.by, now);
        if (engine.now.ended) break;
        const { state, resumeTo, holder, passed } = engine.now;
        const key = JSON.stringify([state, resumeTo, holder, passed, Object.keys(engine.known)]);
        found.set(key, { state: engine.now, answers: { ...engine.known }, effects: [], now });
      }
    }
    return [...found.values()];
  }

  /** The place itself, and with "risk now" pressed and answered that nobody is in danger. */
  function alsoAfterRiskNow(place: Here): Here[] {
    const raised = go(place, { type: 'happen', name: 'risk-raised', fields: {} } as Happens);
    const calm = raised && say(raised, safe);
    return calm && !calm.state.ended ? [place, calm] : [place];
  }

  /** Every answer that was chosen, chosen otherwise; but for those about danger itself. */
  function* corrected(place: Here): Generator<{ readonly here: Here; readonly what: string }> {
    for (const [id, question] of Object.entries(run.program.questions)) {
      if (id.startsWith('safety.') || place.answers[id] === undefined || question.computed) continue;
      for (const { value } of question.choices ?? []) {
        const here = say(place, { [id]: { value } });
        if (here && !here.state.ended) yield { here, what: `${id}: ${value}` };
      }
    }
  }

  const name = ({ state }: Here) => `${state.state} (${state.resumeTo ?? '-'})`;

  it('leads to help wherever it is said, whatever was asked again or corrected before, and whoever is out hears of it', async () => {
    const wrong = new Set<string>();
    let tried = 0;
    for (const place of await places()) {
      at = place.now;
      if (isImminent(place)) continue;
      for (const here of alsoAfterRiskNow(place)) {
        const after = deep || tried % 7 === 0 ? [...corrected(here)] : [];
        for (const each of [{ here, what: '' }, ...after]) {
          if (isImminent(each.here)) continue;
          const danger = say(each.here, weapon);
          if (!danger) continue;
          tried += 1;
          const told = (agency: string) =>
            danger.effects.some((one) => one.kind === 'tell-holder' && 'agency' in one && one.agency === agency);
          const notTold = agenciesOut(run.program, each.here.state).filter((agency) => !told(agency));
          if (!isMet(danger)) wrong.add(`${name(place)} ${each.what} in ${name(each.here)}: ${name(danger)}`);
          else if (notTold.length > 0) wrong.add(`${name(place)} ${each.what} in ${name(each.here)}: nothing told`);
        }
      }
    }
    expect([...wrong]).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  }, 120_000);

  it('that is being met is left for no fact about anything else', async () => {
    const wrong = new Set<string>();
    let tried = 0;
    for (const place of await places()) {
      at = place.now;
      const met = isMet(place) ? place : say(place, weapon);
      if (!met || met.state.ended || !isRescue(run.program, met.state.state)) continue;
      for (const { here, what } of corrected(met)) {
        tried += 1;
        if (here.state.state !== met.state.state) wrong.add(`${name(met)} ${what}: ${name(here)}`);
      }
    }
    expect([...wrong]).toEqual([]);
    expect(tried).toBeGreaterThan(20);
  }, 120_000);
});
