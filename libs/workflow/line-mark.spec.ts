import { describe, expect, it } from '@jest/globals';
import { lineEvents, lineMark } from './line-mark.js';
import type { EventDefinition, Interrupt, Program, WaitState } from './program.js';
import { smallProgram } from './testing/small-program.js';

/** Two waits have an event of one name, and only in one of them the caller is reached by it. */
function marked(): Program {
  const wait = Object.values(smallProgram.states).find((state): state is WaitState => state.kind === 'wait')!;
  const event = Object.values(wait.events)[0]!;
  const reach = (line?: 'back'): Record<string, EventDefinition> => ({
    reach: { ...event, id: 'reach', ...(line && { line }) },
  });
  const gone: Interrupt = { ...Object.values(smallProgram.interrupts)[0]!, id: 'gone', line: 'lost' };
  const states = {
    call: { ...wait, id: 'call', events: reach('back') },
    emergency: { ...wait, id: 'emergency', events: reach() },
  };
  return {
    ...smallProgram,
    states: { ...smallProgram.states, ...states },
    interrupts: { ...smallProgram.interrupts, gone },
  };
}

describe('what says that the line broke, or that somebody is on it again', () => {
  const program = marked();

  it('is what the program marks, in the state where it happened', () => {
    expect(lineMark(program, 'call', 'reach')).toBe('back');
    expect(lineMark(program, 'emergency', 'reach')).toBeUndefined();
    expect(lineMark(program, 'call', 'gone')).toBe('lost');
  });

  it('is nothing else: no other event, no state that is gone, no name of the language', () => {
    expect(lineMark(program, 'call', 'risk-raised')).toBeUndefined();
    expect(lineMark(program, 'no-more', 'answers')).toBeUndefined();
    expect(lineMark(program, 'constructor', 'toString')).toBeUndefined();
  });

  it('is known by its names, for whoever looks for it', () => {
    expect([...new Set(lineEvents(program))].sort()).toEqual(['gone', 'reach']);
  });
});
