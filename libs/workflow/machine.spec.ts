import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { edgesOf, resumeStates } from './edges.js';
import { compileMachine, nextState } from './machine.js';
import { resolveProgram } from './resolve-program.js';
import { beacon } from './testing/beacon.js';

const result = resolveProgram(beacon);
if (!result.ok) throw new Error(JSON.stringify(result.problems));
const { program } = result;
const machine = compileMachine(program);
const go = (state: string, type: string, branch = 0, resumeTo: string | null = null) =>
  nextState(machine, state, { type, branch, resumeTo });

describe('compileMachine', () => {
  it('leads every exit where the program says', () => {
    expect(go('safety', 'exit:imminent')).toBe('urgent');
    expect(go('waiting', 'event:find-team')).toBe('team');
    expect(go('waiting', 'event:miss-team:then')).toBe('gone');
    expect(go('waiting', 'timer:give')).toBe('gone');
    expect(go('waiting', 'due')).toBe('gone');
  });

  it('takes the entry of a target list that the step has chosen', () => {
    expect(go('gate', 'interrupt:caller-gone', 0)).toBe('waiting');
    expect(go('gate', 'interrupt:caller-gone', 1)).toBe('gone');
    expect(go('gate', 'interrupt:caller-gone', 2)).toBeNull();
  });

  it('goes back to where an interrupt broke in, or to the named state', () => {
    expect(go('safety', 'exit:clear', 0, 'team')).toBe('team');
    expect(go('safety', 'exit:clear')).toBe('gate');
  });

  it('has no edge for what the program does not name', () => {
    expect(go('safety', 'exit:unheard-of')).toBeNull();
    expect(go('urgent', 'interrupt:risk-raised')).toBeNull();
    expect(go('waiting', 'event:note')).toBeNull();
    expect(go('waiting', 'timer:nudge')).toBeNull();
    expect(go('nowhere', 'due')).toBeNull();
  });

  it('goes back to any ask for a corrected answer, from open states only', () => {
    const reconsider = (from: string, state: string) => nextState(machine, from, { type: 'reconsider', state });
    expect(reconsider('waiting', 'gate')).toBe('gate');
    expect(reconsider('gate', 'gate')).toBe('gate');
    expect(reconsider('waiting', 'team')).toBeNull();
    expect(reconsider('gone', 'gate')).toBeNull();
  });

  it('is made once per program', () => {
    expect(compileMachine(program)).toBe(machine);
    expect(compileMachine({ ...program })).not.toBe(machine);
  });

  it('agrees with the edges for every state, event, branch and way back', () => {
    const states = Object.values(program.states);
    const events = [...new Set(states.flatMap((state) => edgesOf(program, state).map((edge) => edge.event)))];
    const resumes = [null, ...resumeStates(program)];
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.constantFrom(...events),
        fc.integer({ min: 0, max: 2 }),
        fc.constantFrom(...resumes),
        (state, event, branch, resumeTo) => {
          const target = edgesOf(program, state).find((edge) => edge.event === event)?.targets[branch];
          const expected = target ? ('to' in target ? target.to : (resumeTo ?? target.resumeOr)) : null;
          expect(go(state.id, event, branch, resumeTo)).toBe(expected);
        },
      ),
    );
  });
});
