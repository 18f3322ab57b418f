import { describe, expect, it } from '@jest/globals';
import type { EventDefinition } from './program.js';
import { Play, smallProgram, smallRun } from './testing/small-program.js';

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
