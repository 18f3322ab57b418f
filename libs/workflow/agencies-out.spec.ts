import { describe, expect, it } from '@jest/globals';
import type { CaseState } from './case-state.js';
import { agenciesOut } from './dispatch-stage.js';
import type { Program } from './program.js';

/** What the question looks at, of a program that sends a team and then follows up. */
const held = (due: string) => ({ kind: 'wait', owner: 'holder', due: { in: due, every: 'PT1H' }, events: {} });
const program = {
  clocks: {},
  states: {
    safety: { kind: 'ask', owner: 'navigator', leaves: {} },
    team: { kind: 'offer', owner: 'navigator', beside: false, handover: { consented: 'dispatch' }, leaves: {} },
    accepted: held('PT10M'),
    'with-911': {
      ...held('PT5M'),
      kind: 'offer',
      owner: 'supervisors',
      beside: true,
      handover: { consented: 'warm' },
      leaves: {},
    },
    'follow-up': held('PT48H'),
    done: { kind: 'end' },
  },
} as unknown as Program;

const at = (state: string, more: Partial<CaseState> = {}): CaseState =>
  ({
    state,
    holder: 'a',
    handedOver: 'dispatch',
    offers: {},
    clocks: {},
    resumeTo: null,
    ended: null,
    ...more,
  }) as CaseState;
const offer = { status: 'result', handover: 'dispatch', service: 's', agency: 'b', fallback: false } as const;
const resume = { resumeTo: 'accepted', resumeHolder: { holder: 'a', handedOver: 'dispatch' as const } };

describe('whose team is out', () => {
  it.each<[string, CaseState, readonly string[]]>([
    ['who has the client', at('accepted'), ['a']],
    ['who has them while 911 is called beside it', at('with-911'), ['a']],
    ['nobody once they only follow up', at('follow-up'), []],
    ['nobody once it is handed back and others are asked', at('team'), []],
    [
      'nobody after the end',
      at('done', { ended: { disposition: 'd', need: { status: 'met' }, crisis: false, at: '' } }),
      [],
    ],
    ['nobody who was only connected', at('accepted', { handedOver: 'warm' }), []],
    ['who goes on when the interruption is over', at('safety', resume), ['a']],
    ['nobody whom the interruption took the case from for good', at('safety'), []],
    [
      'who said yes meanwhile',
      at('safety', { holder: 'b', offers: { team: { ...offer, result: 'handed-over' } } }),
      ['b'],
    ],
    ['nobody who is still asked', at('team', { holder: null, offers: { team: { ...offer, status: 'open' } } }), []],
  ])('is that of %s', (_, state, agencies) => {
    expect(agenciesOut(program, state)).toEqual(agencies);
  });
});
