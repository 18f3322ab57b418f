import { describe, expect, it } from '@jest/globals';
import type { Answers } from '../../../libs/eligibility/index.js';
import { smallProgram, smallRun } from '../../../libs/workflow/testing/small-program.js';
import { whyAskedAgain } from './why-asked-again.js';

describe('why a question is asked once more', () => {
  const { danger, need } = smallProgram.questions as Record<string, (typeof smallProgram.questions)[string]>;
  const contradicts = { ...need!, asksAgain: { call: { danger: ['no'] } } };
  const run = { ...smallRun, program: { ...smallProgram, questions: { danger: danger!, need: contradicts } } };
  const why = (settled: Readonly<Record<string, string>>, answers: Answers, question = danger!) =>
    whyAskedAgain(run, { settled }, question, answers);

  it('names both answers, in both languages', () => {
    expect(why({ danger: 'no' }, { need: { value: 'call' } })).toEqual({
      en: 'First the answer to “danger” was “no”, and then to “need” it was “call”. Please ask once more.',
      fr: 'La réponse à « danger » était d’abord « no », puis la réponse à « need » a été « call ». Redemandez-le.',
    });
  });

  it('says nothing where nothing was answered before, where nothing contradicts it, and of other questions', () => {
    expect(why({}, { need: { value: 'call' } })).toBeNull();
    expect(why({ danger: 'no' }, { need: { value: 'talk' } })).toBeNull();
    expect(why({ danger: 'no' }, { need: { declined: true } })).toBeNull();
    expect(why({ danger: 'no', need: 'call' }, { need: { value: 'call' } }, contradicts)).toBeNull();
  });
});
