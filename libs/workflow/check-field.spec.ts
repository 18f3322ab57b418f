import { describe, expect, it } from '@jest/globals';
import { choicesOf, misfitField } from './check-field.js';
import type { Field } from './program.js';
import { smallProgram } from './testing/small-program.js';

const check = (field: Omit<Field, 'optional'>, value: string | readonly string[]) =>
  misfitField(smallProgram, { optional: false, ...field }, value);
const many = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}`);

describe('a field of an event', () => {
  it.each([
    [{ type: 'service' }, 'kids-help-phone'],
    [{ type: 'services' }, ['kids-help-phone', '9-8-8']],
    [{ type: 'services' }, many(20)],
    [{ type: 'text' }, 'They were kind.'],
    [{ type: 'choice', choices: ['open', 'shut'] }, 'shut'],
    [{ type: 'decline-reason' }, 'full'],
    [{ type: 'agency', inRoute: 'talkers' }, 'first'],
    [{ type: 'question' }, ['its', 'question', 'says']],
  ] as const)('of %j takes %j', (field, value) => {
    expect(check(field, value)).toBeNull();
  });

  it.each([
    [{ type: 'service' }, 'The clinic on Main Street', 'service-id'],
    [{ type: 'service' }, '', 'service-id'],
    [{ type: 'service' }, 'x'.repeat(101), 'service-id'],
    [{ type: 'service' }, ['kids-help-phone'], 'service-id'],
    [{ type: 'services' }, 'kids-help-phone', '1–20 × service-id'],
    [{ type: 'services' }, [], '1–20 × service-id'],
    [{ type: 'services' }, ['twice', 'twice'], '1–20 × service-id'],
    [{ type: 'services' }, many(21), '1–20 × service-id'],
    [{ type: 'services' }, ['kids-help-phone', 'call me: 416'], '1–20 × service-id'],
    [{ type: 'text' }, '   ', '1–2000'],
    [{ type: 'text' }, 'x'.repeat(2001), '1–2000'],
    [{ type: 'choice', choices: ['open', 'shut'] }, 'ajar', 'open'],
    [{ type: 'decline-reason' }, 'tired', 'full'],
    [{ type: 'agency', inRoute: 'talkers' }, 'somebody-else', 'first'],
  ] as const)('of %j refuses %j, and says what would fit', (field, value, instead) => {
    expect(check(field, value)?.[0]).toBe(instead);
  });

  it('that picks an agency offers those of its route', () => {
    expect(choicesOf(smallProgram, { type: 'agency', inRoute: 'talkers', optional: false })).toEqual(['first']);
  });
});
