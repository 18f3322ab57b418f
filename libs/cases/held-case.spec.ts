import { describe, expect, it } from '@jest/globals';
import type { Who } from '../platform/index.js';
import type { CaseState, Program, StepEvent } from '../workflow/index.js';
import { holderNow, mayActOn, mayBring } from './held-case.js';

const program = {
  states: {
    safety: { kind: 'ask', owner: 'navigator' },
    review: { kind: 'wait', owner: 'holder' },
    done: { kind: 'end' },
  },
} as unknown as Program;
const standing = (state: string, holder: string | null) => ({ state, holder }) as CaseState;
const agency: Who = { tenant: 'ontario-211', person: 'robin', role: 'agency-worker', agency: 'one' };
const navigator: Who = { ...agency, role: 'navigator', agency: null };

describe('an agency', () => {
  it.each([
    ['review', 'one', 'one'],
    ['review', 'another', 'another'],
    ['review', null, null],
    ['safety', 'one', null],
    ['done', 'one', null],
  ])('in "%s", taken by %s: %s has the case', (state, holder, expected) => {
    expect(holderNow(program, standing(state, holder))).toBe(expected);
    expect(mayActOn(program, standing(state, holder), agency)).toBe(expected === 'one');
    expect(mayActOn(program, standing(state, holder), navigator)).toBe(true);
  });

  it('says on its referral what it says of an offer; all else the program decides', () => {
    const mayAgency = (type: StepEvent['type']) => mayBring(agency, { type } as StepEvent);
    for (const type of ['hand-over', 'target-declined'] as const) {
      expect([type, mayAgency(type), mayBring(navigator, { type } as StepEvent)]).toEqual([type, false, true]);
    }
    for (const type of ['happen', 'consent', 'withdraw-consent'] as const)
      expect([type, mayAgency(type)]).toEqual([type, true]);
  });
});
