import { describe, expect, it } from '@jest/globals';
import { newCaseNumber, readCaseNumber } from './case-number.js';

describe('a case number', () => {
  it('can be said aloud: one letter that is like no other and no digit, and seven digits', () => {
    const drawn = Array.from({ length: 500 }, newCaseNumber);
    for (const number of drawn) expect(number).toMatch(/^[AFHKLMRUWXYZ]-\d{3}-\d{4}$/);
    expect(new Set(drawn).size).toBeGreaterThan(490);
  });

  it.each(['K-104-2386', 'k1042386', ' K 104 2386 ', 'k – 104 – 2386', 'K.104.2386', 'K1042-386'])(
    'is understood as it is typed: "%s"',
    (typed) => {
      expect(readCaseNumber(typed)).toBe('K-104-2386');
    },
  );

  it.each(['', 'K', '1042386', 'K-104-238', 'K-104-23866', 'KK-104-2386', 'K-104-238O'])('is not "%s"', (typed) => {
    expect(readCaseNumber(typed)).toBeNull();
  });
});
