import { describe, expect, it } from '@jest/globals';
import { checkAbout } from './check-about.js';
import { collectInto, type Problem } from './problem.js';
import type { Program, Question } from './program.js';
import { openCase } from './step.js';
import { Play, navigator, smallProgram, smallRun } from './testing/small-program.js';
import { holds } from './walk.js';

const declined = [{ declined: 'offer' }];
const saysNo = (play: Play) => holds(smallRun, play.state, play.answers, declined);
const riskNow = { type: 'happen', name: 'risk-raised', fields: {} } as const;

describe('what the client said no to', () => {
  const declines = () => Play.toOffer().do({ type: 'client-declined' });

  it('is known of the service, until then of none', () => {
    expect(saysNo(Play.toOffer())).toBe(false);
    expect(declines().state.declined).toEqual(['first']);
    expect(saysNo(declines())).toBe(true);
  });

  it('is not what a service declined, or did not answer', () => {
    const play = Play.toOffer().do({ type: 'target-declined', reason: 'no-answer' });
    play.do({ type: 'exhausted', state: 'offer' });
    expect(play.state).toMatchObject({ state: 'when', declined: [] });
  });

  it('is no more once answers are asked again, by an interrupt or a correction that leads back', () => {
    const opened = openCase(smallRun, navigator, { danger: { value: 'no' } }, '2026-06-01T12:00:00Z', {
      declined: ['first'],
    });
    if (!opened.ok) throw new Error(opened.reason);
    const play = new Play({ danger: { value: 'no' } });
    play.state = opened.state;
    expect(saysNo(play)).toBe(true);
    play.answer({ need: 'talk' });
    expect(saysNo(play)).toBe(true);
    expect(saysNo(play.do(riskNow))).toBe(false);
    play.answer({ danger: 'no' });
    play.state = { ...play.state, declined: ['first'] };
    expect(saysNo(play.answer({ need: 'call' }))).toBe(false);
  });

  it('goes along into another program only where the program says so', () => {
    const opens = { program: 'other', carry: ['need'] };
    const left = (more: object) => {
      const end = { ...smallProgram.states['left']!, opens: { ...opens, ...more } } as Program['states'][string];
      const run = { ...smallRun, program: { ...smallProgram, states: { ...smallProgram.states, left: end } } };
      const { last } = Play.toOffer(true, run).do({ type: 'client-declined' });
      return last.ok ? last.effects.find(({ kind }) => kind === 'open-program') : null;
    };
    expect(left({})).toEqual({ kind: 'open-program', ...opens, confirm: [], declined: [] });
    expect(left({ declined: true })).toEqual({ kind: 'open-program', ...opens, confirm: [], declined: ['first'] });
  });
});

describe('an answer about an outcome', () => {
  const number: Question = { ...smallProgram.questions['at']!, id: 'number', type: 'text', about: 'need' };
  const program = { ...smallProgram, questions: { ...smallProgram.questions, number } };
  const run = { ...smallRun, program };
  const noted = () => new Play({}, run).answer({ danger: 'no', need: 'talk' }).answer({ number: '555' });

  it('is not known of another outcome', () => {
    expect(noted().answers['number']).toEqual({ value: '555' });
    const play = noted().answer({ need: 'call' });
    expect(play.answers['number']).toBeUndefined();
    expect(play.last).toMatchObject({ facts: { number: null } });
  });

  it('stays while the question is asked again and answered as before, and when it is said with the new outcome', () => {
    expect(noted().answer({ need: null }).answer({ need: 'talk' }).answers['number']).toEqual({ value: '555' });
    expect(noted().answer({ need: 'call', number: '777' }).answers['number']).toEqual({ value: '777' });
  });

  it('is refused where a decision reads it, or there is no such decision', () => {
    const found = (about: string, id: string) => {
      const problems: Problem[] = [];
      const question: Question = { ...smallProgram.questions['need']!, id, about, purposes: ['route'] };
      checkAbout({ ...program, questions: { [id]: question } }, smallRun.decisions, collectInto(problems));
      return problems.map(({ code }) => code);
    };
    expect(found('need', 'number')).toEqual([]);
    expect(found('nead', 'number')).toEqual(['unknown-decision']);
    expect(found('danger', 'need')).toEqual(['about-is-decided']);
  });
});

describe('a number that was noted for an offer', () => {
  const offer = { ...smallProgram.states['offer']!, dial: 'at' } as Program['states'][string];
  const run = {
    ...smallRun,
    numbers: new Set<string>(),
    program: { ...smallProgram, states: { ...smallProgram.states, offer } },
  };
  const noNumber = (answers: Play['answers']) => holds(run, Play.toOffer().state, answers, [{ noNumber: 'offer' }]);

  it('is one to call, and a declined question is none', () => {
    expect(noNumber({})).toBe(true);
    expect(noNumber({ at: { declined: true } })).toBe(true);
    expect(noNumber({ at: { value: '555' } })).toBe(false);
  });
});

describe('a correction', () => {
  it('is told to whoever has the client, and to nobody who had them once', () => {
    const having = (owner: string) => {
      const waiting = { ...smallProgram.states['waiting']!, owner } as Program['states'][string];
      const offered = smallProgram.states['offer']!;
      const offer = {
        ...offered,
        leaves: { ...('leaves' in offered && offered.leaves), 'handed-over': [{ to: 'waiting', when: [] }] },
      } as Program['states'][string];
      const states = { ...smallProgram.states, waiting, offer };
      const disclosures = { brief: { ...smallProgram.disclosures['brief']!, facts: ['need', 'at'] } };
      const play = Play.toOffer(true, { ...smallRun, program: { ...smallProgram, states, disclosures } }).do({
        type: 'hand-over',
      });
      expect(play.state).toMatchObject({ state: 'waiting', holder: 'one' });
      play.answer({ at: '2026-06-03T09:00' });
      return play.answer({ at: '2026-06-04T09:00' }).effects;
    };
    expect(having('holder')).toEqual(['tell-holder']);
    expect(having('navigators')).toEqual([]);
  });
});
