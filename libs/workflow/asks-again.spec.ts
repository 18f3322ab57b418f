import { describe, expect, it } from '@jest/globals';
import { checkAsksAgain } from './check-asks-again.js';
import { collectInto, type Problem } from './problem.js';
import type { Question } from './program.js';
import { Play, smallProgram, smallRun } from './testing/small-program.js';

const need: Question = { ...smallProgram.questions['need']!, asksAgain: { call: { danger: ['no'] } } };
const run = { ...smallRun, program: { ...smallProgram, questions: { ...smallProgram.questions, need } } };
const begun = (said: string) => new Play({}, run).answer({ danger: said });

describe('an answer that contradicts another', () => {
  it('has that one asked once more, and the call goes on from there', () => {
    const play = begun('no').answer({ need: 'call' });
    expect(play.state.state).toBe('safety');
    expect(play.answers).toEqual({ need: { value: 'call' } });
    expect(play.last).toMatchObject({ facts: { danger: null } });
    expect(play.answer({ danger: 'no' }).state.state).toBe('when');
  });

  it('leaves it where both are said in one breath, where it does not contradict, and where it was not said', () => {
    expect(begun('no').answer({ need: 'call', danger: 'no' }).state.state).toBe('when');
    expect(begun('no').answer({ need: 'talk' }).state.state).toBe('agree');
    expect(begun('prefer-not').answer({ need: 'call' }).state.state).toBe('when');
  });

  it('names single choices, and words that they have', () => {
    const found = (asksAgain: Question['asksAgain'], more: Partial<Question> = {}) => {
      const problems: Problem[] = [];
      const questions = { ...smallProgram.questions, need: { ...need, asksAgain, ...more } as Question };
      checkAsksAgain({ ...smallProgram, questions }, collectInto(problems));
      return problems.map(({ code }) => code);
    };
    expect(found(need.asksAgain)).toEqual([]);
    expect(found({ cal: { danger: ['no'] } })).toEqual(['asks-again-after-nothing']);
    expect(found({ call: { danger: ['no'] } }, { type: 'multi' })).toEqual(['asks-again-after-nothing']);
    const wrong = [
      ['danger', 'never'],
      ['at', 'no'],
      ['need', 'talk'],
      ['dangr', 'no'],
    ] as const;
    for (const [id, word] of wrong) expect(found({ call: { [id]: [word] } })).toEqual(['asks-nothing-again']);
  });
});
