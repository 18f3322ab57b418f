import { describe, expect, it } from '@jest/globals';
import { allowedEvents } from './allowed.js';
import type { Interrupt, Program } from './program.js';
import { Play, smallProgram, smallRun } from './testing/small-program.js';

const benoit = { id: 'benoit', role: 'navigator' } as const;
const riskNow = { type: 'happen', name: 'risk-raised', fields: {} } as const;

/** The agency "one" has said yes, and has the client in `waiting`. */
function withHolder(
  interrupts: Program['interrupts'] = {},
  facts = ['need', 'at'],
  to: 'route' | 'us' = 'route',
): Play {
  const offered = smallProgram.states['offer'] as { leaves: object };
  const states = {
    ...smallProgram.states,
    waiting: { ...smallProgram.states['waiting']!, owner: 'holder' },
    offer: { ...offered, leaves: { ...offered.leaves, 'handed-over': [{ to: 'waiting', when: [] }] } },
  } as unknown as Program['states'];
  const disclosures = { brief: { ...smallProgram.disclosures['brief']!, facts, to } };
  const program = { ...smallProgram, states, disclosures, interrupts: { ...smallProgram.interrupts, ...interrupts } };
  const play = Play.toOffer(true, { ...smallRun, program }).do({ type: 'hand-over' });
  expect(play.state).toMatchObject({ state: 'waiting', holder: 'one' });
  return play;
}

describe('whoever has the client', () => {
  it('keeps them whatever is corrected; supervisors hear what would be decided otherwise now', () => {
    const play = withHolder().answer({ need: 'call' });
    expect(play.state).toMatchObject({ state: 'waiting', holder: 'one', owner: { kind: 'agency', id: 'one' } });
    expect(play.last).toMatchObject({
      effects: [
        { kind: 'tell-holder', agency: 'one', questions: ['need'] },
        { kind: 'alert', to: 'supervisors', about: 'decided-otherwise' },
      ],
    });
  });

  it('came by what is decided again once the answer is put back, or by no decision at all once they are called off', () => {
    const otherwise = (play: Play) => play.state.decidedOtherwise;
    const play = withHolder();
    const since = play.now;
    expect(otherwise(play)).toBeUndefined();
    play.answer({ need: 'call' }).pass(1);
    expect(otherwise(play)).toBe(since);
    expect(otherwise(play.answer({ at: '2026-06-03T09:00' }))).toBe(since);
    expect(play.answer({ need: 'talk' }).effects).toEqual(['tell-holder']);
    expect(otherwise(play)).toBeNull();
    expect(otherwise(play.answer({ need: 'call' }))).toBe(play.now);
    const risk = smallProgram.interrupts['risk-raised']!;
    const other: Interrupt = { ...risk, id: 'other', reopen: [], revoke: true, targets: [{ to: 'offer', when: [] }] };
    const called = withHolder({ other }).answer({ need: 'call' });
    expect(otherwise(called.do({ type: 'happen', name: 'other', fields: {} }))).toBeNull();
  });

  it('has them still when somebody else takes the call over', () => {
    const play = withHolder();
    const events = () =>
      allowedEvents(smallRun, play.state, play.answers, benoit, play.state.enteredAt).map(({ event }) => event);
    expect(events()).toContain('take-over');
    play.do({ type: 'take-over' }, benoit);
    expect(play.state).toMatchObject({ navigator: 'benoit', owner: { kind: 'agency', id: 'one' }, holder: 'one' });
    expect(events()).not.toContain('take-over');
  });

  it('is told of what decides nothing, and no supervisor', () => {
    const play = withHolder().answer({ at: '2026-06-03T09:00' }).answer({ at: '2026-06-04T09:00' });
    expect(play.effects).toEqual(['tell-holder']);
  });

  it('is told of nothing that it may never read, unless its own events fill it in', () => {
    const known = (play: Play) => play.answer({ at: '2026-06-03T09:00' }).answer({ at: '2026-06-04T09:00' });
    expect(known(withHolder({}, ['need'])).effects).toEqual([]);
    const risk = smallProgram.interrupts['risk-raised']!;
    const fields = { at: { type: 'question', optional: true } } as const;
    const move: Interrupt = { ...risk, id: 'move', by: ['agency'], reopen: [], fields, stay: {} };
    expect(known(withHolder({ move }, ['need'])).effects).toEqual(['tell-holder']);
  });

  it('keeps them while danger is asked about', () => {
    const play = withHolder().do(riskNow).answer({ need: 'call' });
    expect(play.state).toMatchObject({ state: 'safety', resumeTo: 'waiting' });
    expect(play.answer({ danger: 'no' }).state).toMatchObject({ state: 'waiting', holder: 'one' });
  });

  it('hears that consent was taken back, also while danger is asked about; of what is only for us, nothing', () => {
    const withdraw = { type: 'withdraw-consent', disclosure: 'brief' } as const;
    expect(withHolder().do(withdraw).effects).toContain('tell-holder');
    expect(withHolder().do(riskNow).do(withdraw).effects).toContain('tell-holder');
    expect(withHolder({}, ['need'], 'us').do(withdraw).effects).not.toContain('tell-holder');
  });

  it('is called off when somebody says so, and is not the next one to be asked', () => {
    const risk = smallProgram.interrupts['risk-raised']!;
    const targets = [{ to: 'offer', when: [] }];
    const other: Interrupt = { ...risk, id: 'other', reopen: [], revoke: true, targets };
    const play = withHolder({ other }).do({ type: 'happen', name: 'other', fields: {} });
    expect(play.state).toMatchObject({ state: 'offer', holder: null });
    expect(play.last).toMatchObject({
      effects: expect.arrayContaining([
        expect.objectContaining({ kind: 'tell-holder', agency: 'one', why: 'called-off' }),
        expect.objectContaining({ kind: 'open-offer', tried: ['first'] }),
      ]),
    });
  });
});
