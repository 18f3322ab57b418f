import { describe, expect, it } from '@jest/globals';
import { parseUnary } from './read-unary.js';
import { scanCell } from './scan-cell.js';
import { scopeOf } from './scope.js';
import { number } from './testing/feel.js';
import { Dice } from './testing/random-feel.js';

const runs = process.env['DEEP'] ? 50_000 : 1_500;
const scope = scopeOf(['a', 'Full Name', 'rate-2', 'true north', 'in'].map((name) => ({ name, type: number })));
const pieces = [
  '"a"',
  '"b c"',
  '"\\""',
  '""',
  '"-"',
  '18',
  '-5',
  '0.50',
  '007',
  '1e3',
  '.5',
  '5.',
  '123456789012345678901234567890',
  'true',
  'false',
  'null',
  'date("2024-02-29")',
  'date("2023-02-29")',
  'date( "2024-01-01" )',
  '@"2024-01-01"',
  '< ',
  '<=',
  '> ',
  '>=',
  '= ',
  '!=',
  '[',
  ']',
  '(',
  ')',
  '..',
  ' .. ',
  ', ',
  ',',
  ' ',
  '\n',
  'not(',
  'not (',
  'a',
  'Full Name',
  '?',
  '-',
  '+',
  'and',
  '//',
  '/* x */',
  '1..2',
  '[1..5]',
  '(1..5)',
  ']1..5[',
  '["a".."c"]',
  '> 5',
  '2nd',
  'true north',
];

/** Often a cell that can be read, and often one sign away from it. */
function cell(dice: Dice): string {
  const some = Array.from({ length: 1 + dice.below(4) }, () => dice.one(pieces));
  const joined = dice.below(2) > 0 ? some.join(', ') : some.join('');
  return dice.below(4) === 0 ? `not(${joined})` : joined;
}

describe('a cell that is scanned', () => {
  it('is what the parser reads, with every place', () => {
    let scanned = 0;
    for (let seed = 1; seed <= runs; seed++) {
      const text = cell(new Dice(seed));
      const value = scanCell(text, scope);
      if (!value) continue;
      scanned++;
      expect([text, { ok: true, value }]).toEqual([text, parseUnary(text, scope)]);
    }
    expect(scanned).toBeGreaterThan(runs / 12);
  });

  it('is left to the parser where names could change what it means', () => {
    expect(scanCell('date("2024-01-01")', scopeOf([{ name: 'date', type: number }]))).toBeNull();
    expect(scanCell('not(5)', scopeOf([{ name: 'not', type: number }]))).toBeNull();
    expect(scanCell('5', scopeOf([{ name: '> 5 %', type: number }]))).toBeNull();
    expect(scanCell('5', scope)).not.toBeNull();
  });
});
