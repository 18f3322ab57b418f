import { describe, expect, it } from '@jest/globals';
import type { EventDefinition, HandedOver } from './program.js';
import { Play, smallProgram, smallRun } from './testing/small-program.js';
import { holds } from './walk.js';

describe('an event that brings an answer', () => {
  const { waiting } = smallProgram.states;
  if (waiting?.kind !== 'wait') throw new Error('no wait');
  const choose: EventDefinition = {
    id: 'choose',
    by: ['navigator'],
    label: { en: 'choose', fr: 'choose' },
    fields: { need: { type: 'question', optional: false } },
    targets: [{ to: 'left', when: [] }],
  };
  const events = { ...waiting.events, choose };
  const program = { ...smallProgram, states: { ...smallProgram.states, waiting: { ...waiting, events } } };
  const atWaiting = () =>
    new Play({}, { ...smallRun, program }).answer({ danger: 'no', need: 'call', at: '2026-06-02T09:00' });
  const chosen = (need: string) => atWaiting().do({ type: 'happen', name: 'choose', fields: { need } });

  it('goes where the event leads, when the answer changes nothing', () => {
    expect(chosen('call').state.state).toBe('left');
  });

  it('goes where the answer leads, when an ask that was passed is decided otherwise by it', () => {
    expect(chosen('talk').state.state).toBe('agree');
  });

  it('breaks in wherever the answer has led: an interrupt is never lost', () => {
    const risk = smallProgram.interrupts['risk-raised']!;
    const raised = { ...risk, fields: choose.fields, states: [...risk.states, 'agree'] };
    const alarmed = { ...program, interrupts: { 'risk-raised': raised } };
    const raise = (need: string) =>
      new Play({}, { ...smallRun, program: alarmed })
        .answer({ danger: 'no', need: 'call', at: '2026-06-02T09:00' })
        .do({ type: 'happen', name: 'risk-raised', fields: { need } }).state.state;
    expect([raise('call'), raise('talk')]).toEqual(['safety', 'safety']);
  });
});

describe('what is chosen in an event', () => {
  const { waiting } = smallProgram.states;
  if (waiting?.kind !== 'wait') throw new Error('no wait');
  const close: EventDefinition = {
    id: 'close',
    by: ['navigator'],
    label: { en: 'close', fr: 'close' },
    fields: { why: { type: 'choice', choices: ['no', 'solved'], optional: true } },
    targets: [
      { to: 'agree', when: [{ field: 'why', is: ['no'] }] },
      { to: 'left', when: [] },
    ],
  };
  const states = { ...smallProgram.states, waiting: { ...waiting, events: { ...waiting.events, close } } };
  const run = { ...smallRun, program: { ...smallProgram, states } };
  const closed = (fields: Record<string, string>) =>
    new Play({}, run)
      .answer({ danger: 'no', need: 'call', at: '2026-06-02T09:00' })
      .do({ type: 'happen', name: 'close', fields }).state.state;

  it('says where that event leads', () => {
    expect([closed({ why: 'no' }), closed({ why: 'solved' }), closed({})]).toEqual(['agree', 'left', 'left']);
  });
});

describe('what was taken', () => {
  const { waiting } = smallProgram.states;
  if (waiting?.kind !== 'wait') throw new Error('no wait');
  const give: EventDefinition = {
    id: 'give',
    by: ['navigator'],
    label: { en: 'give', fr: 'give' },
    fields: { services: { type: 'services', optional: false } },
    stay: { alert: 'supervisor' },
  };
  const states = { ...smallProgram.states, waiting: { ...waiting, events: { ...waiting.events, give } } };
  const run = { ...smallRun, program: { ...smallProgram, states } };
  const taken = (play: Play) => holds(run, play.state, play.answers, [{ taken: true }]);

  it('is services that were given', () => {
    const play = new Play({}, run).answer({ danger: 'no', need: 'call', at: '2026-06-02T09:00' });
    expect(taken(play)).toBe(false);
    expect(taken(play.do({ type: 'happen', name: 'give', fields: { services: ['one'] } }))).toBe(true);
  });

  it('is a service that took them or gave its number, and no team that was sent', () => {
    const { state } = new Play({}, run);
    const after = (handedOver: HandedOver | null) => holds(run, { ...state, handedOver }, {}, [{ taken: true }]);
    expect([after('cold'), after('number'), after('warm'), after('dispatch'), after(null)]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
