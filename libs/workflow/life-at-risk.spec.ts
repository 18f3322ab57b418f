import { describe, expect, it } from '@jest/globals';
import { isLifeAtRisk } from './life-at-risk.js';
import type { Program } from './program.js';
import { Play, smallProgram, smallRun } from './testing/small-program.js';

const { offer, waiting } = smallProgram.states as { offer: object; waiting: object };
const to = (id: string) => [{ to: id, when: [] }];
const rescue = (orOverride: object) => ({
  ...offer,
  id: 'rescue',
  disclosure: { name: 'brief', override: 'imminent-risk', needsConsent: false, ...orOverride },
  leaves: { 'handed-over': to('with-rescue'), exhausted: to('agree') },
});
const states = { ...smallProgram.states, rescue: rescue({}), 'with-rescue': { ...waiting, id: 'with-rescue' } };
const program = { ...smallProgram, states } as unknown as Program;

describe('a life at risk', () => {
  const { state: begun } = Play.toOffer(true, smallRun);
  const at = (state: string, of = program) => isLifeAtRisk(of, { ...begun, state });

  it('is one where emergency help is called, and where that goes on, whatever is known of the answers', () => {
    expect(Object.values(begun.settled)).not.toContain('imminent');
    expect([at('rescue'), at('with-rescue')]).toEqual([true, true]);
    // Where a person is asked something, that is judged anew.
    expect([at('agree'), at('offer'), at('waiting')]).toEqual([false, false, false]);
    expect(isLifeAtRisk(program, { ...begun, state: 'rescue', ended: {} as never })).toBe(false);
  });

  it('is none where a supervisor may tell without a yes', () => {
    const picked = { ...states, rescue: rescue({ orOverride: true }) };
    expect(at('rescue', { ...smallProgram, states: picked } as unknown as Program)).toBe(false);
  });

  it('is one by the last verdict that said so, wherever the case stands', () => {
    expect(isLifeAtRisk(program, { ...begun, settled: { danger: 'imminent' } })).toBe(true);
  });
});
