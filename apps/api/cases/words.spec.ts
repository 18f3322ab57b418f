import { describe, expect, it } from '@jest/globals';
import type { Program } from '../../../libs/workflow/index.js';
import { fillIn, limitsOf, valueText } from './words.js';

describe('the words of a program that hold an answer', () => {
  const program = { questions: { adult_on: { type: 'date', choices: [] } } } as unknown as Program;
  const words = { en: 'Services begin at 18 ({adult_on})', fr: 'À 18 ans ({adult_on})' };

  it('say it as people do, in each language', () => {
    expect(fillIn(program, words, { adult_on: { value: '2027-02-20' } })).toEqual({
      en: 'Services begin at 18 (February 20, 2027)',
      fr: 'À 18 ans (20 février 2027)',
    });
  });

  it('name the first of a month as French does', () => {
    expect(fillIn(program, words, { adult_on: { value: '2027-06-01' } }).fr).toBe('À 18 ans (1er juin 2027)');
  });

  it('leave it out while it is not known, or not told', () => {
    const plain = { en: 'Services begin at 18', fr: 'À 18 ans' };
    expect([fillIn(program, words, {}), fillIn(program, words, { adult_on: { declined: true } })]).toEqual([
      plain,
      plain,
    ]);
  });

  it('may hold it in one language alone', () => {
    expect(fillIn(program, { en: 'At 18', fr: words.fr }, {})).toEqual({ en: 'At 18', fr: 'À 18 ans' });
  });
});

describe('what is known, and the limits that counted', () => {
  it('says the day whose limits counted, in each language', () => {
    expect(limitsOf('2026-06-30')).toEqual({
      en: 'By the limits of June 30, 2026',
      fr: 'Selon les limites du 30 juin 2026',
    });
    expect(limitsOf(undefined)).toBeNull();
  });

  it('says a month that the clock of a case tells by its name', () => {
    const computed = { how: 'clock', of: 0, clock: 'received', unit: 'month' };
    const program = { questions: { month: { type: 'integer', choices: [], computed } } } as unknown as Program;
    expect(valueText(program, 'month', 11)).toEqual({ en: 'November', fr: 'novembre' });
    expect(valueText(program, 'month', 1)).toEqual({ en: 'January', fr: 'janvier' });
  });

  it('says money in dollars: answers are kept in cents', () => {
    const program = { questions: { income: { type: 'money', choices: [] } } } as unknown as Program;
    expect(valueText(program, 'income', 2369650)).toEqual({
      en: '$23,696.50',
      fr: expect.stringMatching(/^23\s696,50\s\$$/),
    });
  });
});
