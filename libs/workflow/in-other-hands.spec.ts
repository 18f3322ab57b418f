import { describe, expect, it } from '@jest/globals';
import type { Program } from './program.js';
import { validateProgram } from './validate-program.js';
import { Play, smallProgram, smallRun } from './testing/small-program.js';

type States = Program['states'];
const agency = { id: 'worker', role: 'agency' } as const;
const riskNow = { type: 'happen', name: 'risk-raised', fields: {} } as const;

/** Somebody in danger is offered a second line, `line`; whom it takes is asked whether we may call. */
function withLine(handedOver: { resumeOr: string } | { to: string }): typeof smallRun {
  const { offer, safety, waiting } = smallProgram.states as { offer: object; safety: object; waiting: object };
  const states = {
    ...smallProgram.states,
    safety: { ...safety, leaves: { ...(safety as { leaves: object }).leaves, yes: [{ to: 'line', when: [] }] } },
    line: {
      ...offer,
      id: 'line',
      leaves: { ...(offer as { leaves: object }).leaves, 'handed-over': [{ ...handedOver, when: [] }] },
    },
    offer: {
      ...offer,
      leaves: { ...(offer as { leaves: object }).leaves, 'handed-over': [{ to: 'held', when: [] }] },
    },
    held: { ...waiting, id: 'held', owner: 'holder', due: { in: 'P7D', within: 'P7D', owner: 'supervisors' } },
    asked: { ...waiting, id: 'asked', due: { in: 'P1D', within: 'P1D', owner: 'supervisors' } },
  } as unknown as States;
  const risk = { ...smallProgram.interrupts['risk-raised']!, states: ['ask-need', 'agree', 'offer', 'held', 'asked'] };
  return { ...smallRun, program: { ...smallProgram, states, interrupts: { 'risk-raised': risk } } };
}
const offered = (play: Play, state: string, by: string) =>
  play.do({ type: 'offered', state, service: by, agency: by, fallback: false, handover: 'cold' });
const inDanger = (play: Play) => offered(play.do(riskNow).answer({ danger: 'yes' }), 'line', 'crisis-line');

describe('a line that takes the call in between', () => {
  it('ends what was interrupted where the program leads on, and takes back what else was offered', () => {
    const play = inDanger(Play.toOffer(true, withLine({ to: 'asked' })));
    expect(play.do({ type: 'hand-over' }).effects).toContain('close-offer');
    expect(play.state).toMatchObject({ state: 'asked', resumeTo: null, offers: {}, holder: 'crisis-line' });
    // "Risk now" comes back to here, not to what was left behind.
    expect(play.do(riskNow).answer({ danger: 'no' }).state.state).toBe('asked');
  });

  it('does not become the holder of a file that another agency has', () => {
    const play = Play.toOffer(true, withLine({ resumeOr: 'asked' })).do({ type: 'hand-over' });
    expect(play.state).toMatchObject({ state: 'held', holder: 'one' });
    inDanger(play).do({ type: 'hand-over' });
    expect(play.state).toMatchObject({ state: 'held', holder: 'one', owner: { kind: 'agency', id: 'one' } });
  });

  it('nor of an offer that was accepted meanwhile', () => {
    const play = inDanger(Play.toOffer(true, withLine({ resumeOr: 'asked' })));
    play.do({ type: 'hand-over', state: 'offer' }, agency).do({ type: 'hand-over' });
    expect(play.state).toMatchObject({ state: 'held', holder: 'one', owner: { kind: 'agency', id: 'one' } });
  });
});

describe('whoever had the client, once another agency has taken them', () => {
  const again = (play: Play) => {
    const { effects } = play.last.ok ? play.last : { effects: [] };
    return effects.flatMap((effect) =>
      effect.kind === 'release-holder' ? [[effect.agency, effect.reason ?? effect.as]] : [],
    );
  };

  it('is done; not while a way leads back to them; by what it had them before, when it is the same agency', () => {
    const play = Play.toOffer(true, withLine({ to: 'asked' })).do({ type: 'hand-over' });
    expect(again(play)).toEqual([]);
    inDanger(play);
    expect(again(play)).toEqual([]);
    expect(again(play.do({ type: 'hand-over' }))).toEqual([['one', 'completed']]);
    const back = Play.toOffer(true, withLine({ resumeOr: 'asked' })).do({ type: 'hand-over' });
    expect(again(inDanger(back).do({ type: 'hand-over' }))).toEqual([]);
    const same = Play.toOffer(true, withLine({ to: 'asked' })).do({ type: 'hand-over' });
    same.do(riskNow).answer({ danger: 'yes' });
    expect(again(offered(same, 'line', 'one').do({ type: 'hand-over' }))).toEqual([['one', 'taken-again']]);
    const led = Play.toOffer(true, withLine({ resumeOr: 'asked' })).do({ type: 'hand-over' });
    led.do(riskNow).answer({ danger: 'yes' });
    expect(again(offered(led, 'line', 'one').do({ type: 'hand-over' }))).toEqual([]);
  });

  it('is not, as long as their yes waits for the case to come back', () => {
    const play = inDanger(Play.toOffer(true, withLine({ resumeOr: 'asked' })));
    play.do({ type: 'hand-over', state: 'offer' }, agency);
    expect(again(play.do({ type: 'hand-over' }))).toEqual([]);
  });
});

describe('what is corrected of what broke in', () => {
  it('takes nothing back that was offered before it', () => {
    const play = inDanger(Play.toOffer(true, withLine({ to: 'asked' })));
    play.answer({ danger: 'no' });
    expect(play.state).toMatchObject({ state: 'offer', offers: { offer: { status: 'open', service: 'first' } } });
    expect(play.effects).toEqual(['close-offer']);
  });
});

describe('a no that comes while the case is elsewhere', () => {
  it('is known once the case has come back to that offer, and hides nothing before', () => {
    const play = Play.toOffer().do(riskNow).do({ type: 'client-declined', state: 'offer' });
    expect(play.state).toMatchObject({ state: 'safety', declined: [] });
    expect(play.answer({ danger: 'no' }).state).toMatchObject({ state: 'left', declined: ['first'] });
  });
});

describe('help for a life at risk that is being called', () => {
  it('goes on as it is when the same help is called for again', () => {
    const { offer } = smallProgram.states as { offer: object };
    const states = {
      ...smallProgram.states,
      offer: { ...offer, disclosure: { name: 'brief', override: 'imminent-risk', needsConsent: false } },
    } as unknown as States;
    const gone = {
      ...smallProgram.interrupts['risk-raised']!,
      id: 'gone',
      reopen: [],
      revoke: true,
      states: ['offer'],
    };
    const interrupts = { gone: { ...gone, targets: [{ to: 'offer', when: [] }] } };
    const play = Play.toOffer(true, { ...smallRun, program: { ...smallProgram, states, interrupts } });
    play.do({ type: 'happen', name: 'gone', fields: {} });
    expect(play.state).toMatchObject({ state: 'offer', offers: { offer: { status: 'open', service: 'first' } } });
    expect(play.effects).toEqual([]);
  });
});

describe('an outcome that is settled', () => {
  const run = (stays: readonly string[] | undefined) => {
    const table = { kind: 'table', id: 'danger', outcomes: ['yes', 'no'], ...(stays && { stays }) };
    const decisions = { ...smallProgram.decisions, danger: table } as unknown as Program['decisions'];
    const when = [{ verdict: 'danger', is: ['no'] }];
    const leaves = {
      given: [
        { to: 'waiting', when },
        { to: 'left', when: [] },
      ],
    };
    const agree = { ...smallProgram.states['agree']!, leaves } as unknown as States[string];
    return { ...smallRun, program: { ...smallProgram, decisions, states: { ...smallProgram.states, agree } } };
  };
  const agrees = (stays: readonly string[] | undefined) => {
    const play = new Play({}, run(stays)).answer({ danger: 'no' }).answer({ need: 'talk' }).do(riskNow);
    play.answer({ danger: 'prefer-not' });
    return play.do({ type: 'consent', given: true, by: 'self', consentId: 'c' });
  };

  it('is not read any more once its answer is refused, unless it outlasts that', () => {
    expect(agrees(['yes']).state.state).toBe('left');
    expect(agrees(['no']).state.state).toBe('waiting');
    expect(agrees(undefined).state.state).toBe('waiting');
  });
});

describe('a disposition by the handover', () => {
  const problems = (done: object, to: string) => {
    const end = { ...smallProgram.states['done']!, disposition: done } as States[string];
    const agree = smallProgram.states['agree'] as { leaves: object };
    const leads = { ...agree, leaves: { ...agree.leaves, withheld: [{ to, when: [] }] } } as unknown as States[string];
    const states = { ...smallProgram.states, done: end, agree: leads };
    return validateProgram({ ...smallProgram, states }, smallRun.decisions)
      .filter(({ code }) => code === 'missing-disposition')
      .map(({ message }) => message);
  };
  const all = { warm: 'a', 'warm-by-fallback': 'b', cold: 'c', number: 'd' };

  it('names every way that may have been taken before, and is not come to without one', () => {
    expect(problems(all, 'offer')).toEqual([]);
    expect(problems({ ...all, number: undefined }, 'offer')).toEqual([expect.stringContaining('number')]);
    expect(problems(all, 'done')).toEqual([expect.stringContaining('nobody took them')]);
  });
});

describe('the words of an outcome', () => {
  it('hold the answers of questions that there are', () => {
    const said = (en: string) => {
      const danger = { ...smallProgram.decisions['danger']!, labels: { yes: { en, fr: en } } } as never;
      const program = { ...smallProgram, decisions: { ...smallProgram.decisions, danger } };
      return validateProgram(program, smallRun.decisions).filter(({ message }) => message.includes('wehn')).length;
    };
    expect(said('Danger ({at})')).toBe(0);
    expect(said('Danger ({wehn})')).toBeGreaterThan(0);
  });
});
