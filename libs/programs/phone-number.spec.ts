import { describe, expect, it } from '@jest/globals';
import { dialledDigits } from './phone-number.js';

describe('the digits that were dialled', () => {
  it.each([
    '1-866-925-5454',
    '+18669255454',
    '+1 (866) 925-5454',
    '866.925.5454',
    ' 8669255454 ',
    'tel:+1-866-925-5454',
  ])('are the same for %s', (written) => expect(dialledDigits(written)).toBe('18669255454'));

  it.each([
    ['2-1-1', '211'],
    ['9-8-8', '988'],
    ['911', '911'],
    ['+33 1 42 68 53 00', '33142685300'],
  ])('of %s are %s', (written, digits) => expect(dialledDigits(written)).toBe(digits));

  it.each(['', 'good2talk', '12', '1234567890123456', '1-866-GO-TALK', 'drop table'])('are none for "%s"', (written) =>
    expect(dialledDigits(written)).toBeNull(),
  );
});
