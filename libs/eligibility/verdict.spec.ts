import { describe, expect, it } from '@jest/globals';
import { declined, decisionOf, risk, said } from './testing/decisions.js';
import type { DmnTable } from './testing/dmn.js';

describe('a verdict', () => {
  it('is open while something can still matter, and asks only that', async () => {
    const decision = await decisionOf(risk);
    expect(decision.decide({})).toMatchObject({
      status: 'open',
      outcome: null,
      possible: ['imminent', 'distress', 'clear'],
      missing: ['danger', 'weapon'],
    });
    expect(decision.decide(said({ danger: 'no' }))).toMatchObject({ status: 'open', missing: ['weapon'], flips: [] });
  });

  it('is settled as soon as nothing can change it, with its row and what it read', async () => {
    expect((await decisionOf(risk)).decide(said({ danger: 'yes' }))).toEqual({
      status: 'settled',
      outcome: 'imminent',
      possible: ['imminent'],
      missing: [],
      declined: [],
      because: { table: 'risk', version: 'v1', row: 1, read: ['danger'] },
      flips: [],
      method: 'exact',
    });
  });

  it('names no row when rows that agree are left', async () => {
    const decision = await decisionOf({
      ...risk,
      rows: [
        ['"yes"', '"yes"', '"imminent"'],
        ['"yes"', '-', '"imminent"'],
        ['-', '-', '"clear"'],
      ],
    });
    expect(decision.decide(said({ danger: 'yes' })).because).toEqual({
      table: 'risk',
      version: 'v1',
      row: null,
      read: ['danger'],
    });
  });

  it('reads what ruled the other rows out, when a row of dashes decides', async () => {
    expect((await decisionOf(risk)).decide(said({ danger: 'no', weapon: 'no' })).because).toEqual({
      table: 'risk',
      version: 'v1',
      row: 5,
      read: ['danger', 'weapon'],
    });
  });

  it('is undetermined, never "no", when what matters was declined', async () => {
    const decision = await decisionOf(risk);
    expect(decision.decide({ ...said({ danger: 'no' }), weapon: declined })).toMatchObject({
      status: 'undetermined',
      outcome: null,
      possible: ['imminent', 'distress', 'clear'],
      missing: [],
      declined: ['weapon'],
      because: null,
      flips: expect.arrayContaining([{ question: 'weapon', to: null, outcome: 'imminent' }]),
    });
    expect(decision.decide({ ...said({ danger: 'yes' }), weapon: declined })).toMatchObject({
      status: 'settled',
      declined: [],
    });
  });

  it('does not ask what no longer tells the outcomes apart once another question was declined', async () => {
    const xor = await decisionOf({
      inputs: ['student', 'danger'],
      rows: [
        ['"yes"', '"yes"', '"a"'],
        ['"no"', 'not("yes")', '"a"'],
        ['-', '-', '"b"'],
      ],
    });
    expect(xor.decide({ danger: declined })).toMatchObject({
      status: 'undetermined',
      missing: [],
      declined: ['danger'],
    });
  });

  it('takes not("x") of a question that was not asked as unknown', async () => {
    const decision = await decisionOf({
      inputs: ['student'],
      rows: [
        ['not("yes")', '"out"'],
        ['-', '"in"'],
      ],
    });
    expect(decision.decide({})).toMatchObject({ status: 'open', possible: ['out', 'in'], missing: ['student'] });
  });

  it('takes an answer outside its domain as not asked', async () => {
    const decision = await decisionOf({
      inputs: ['student'],
      rows: [
        ['not("yes")', '"out"'],
        ['-', '"in"'],
      ],
    });
    expect(decision.decide(said({ student: 'maybe' }))).toMatchObject({ status: 'open', missing: ['student'] });
    expect(decision.decide(said({ student: 5 }))).toMatchObject({ status: 'open', missing: ['student'] });
  });

  it('is undetermined with nothing possible in a gap, and asks on while only some answers lead there', async () => {
    const decision = await decisionOf({ inputs: ['danger'], rows: [['"yes"', '"a"']] });
    expect(decision.decide(said({ danger: 'no' }))).toMatchObject({
      status: 'undetermined',
      possible: [],
      missing: [],
      because: null,
      flips: [{ question: 'danger', to: 'yes', outcome: 'a' }],
    });
    expect(decision.decide({})).toMatchObject({ status: 'open', possible: ['a'], missing: ['danger'] });
  });

  it('gives the default when no row matches, with what it read and no row', async () => {
    const decision = await decisionOf({ inputs: ['danger'], output: { otherwise: '"b"' }, rows: [['"yes"', '"a"']] });
    expect(decision.decide(said({ danger: 'no' }))).toMatchObject({
      outcome: 'b',
      because: { row: null, read: ['danger'] },
    });
  });

  it('settles nothing where a UNIQUE table contradicts itself', async () => {
    const decision = await decisionOf({
      hitPolicy: 'UNIQUE',
      inputs: ['student', 'danger'],
      rows: [
        ['"yes"', '-', '"a"'],
        ['-', '"yes"', '"b"'],
      ],
    });
    expect(decision.decide(said({ student: 'yes', danger: 'yes' }))).toMatchObject({
      status: 'undetermined',
      possible: ['a', 'b'],
      missing: [],
    });
  });
});

describe('answers of each kind', () => {
  it.each([
    ['town', '"Toronto"', 'Toronto', 'Ottawa'],
    ['reasons', 'list contains(?, "crisis") or list contains(?, "isolation")', ['language', 'crisis'], []],
    ['age', '> 17.5', 18, 17],
    ['born', '<= date("2008-02-29")', '2008-02-29', '2008-03-01'],
  ])('%s %s', async (question, test, yes, no) => {
    const decision = await decisionOf({
      inputs: [question],
      rows: [
        [test, '"in"'],
        ['-', '"out"'],
      ],
    });
    expect(decision.method).toBe('exact');
    expect(decision.decide(said({ [question]: yes })).outcome).toBe('in');
    expect(decision.decide(said({ [question]: no })).outcome).toBe('out');
    expect(decision.decide({}).status).toBe('open');
  });
});

describe('a table that computes', () => {
  const adult: DmnTable = {
    inputs: ['year - birth_year', 'student'],
    rows: [
      ['>= 18', '"yes"', '"in"'],
      ['-', '"no"', '"out"'],
      ['-', '-', '"other"'],
    ],
  };

  it('is decided by the three-valued reader, which says so', async () => {
    const decision = await decisionOf(adult);
    expect(decision).toMatchObject({ method: 'three-valued', reads: ['year', 'birth_year', 'student'] });
    expect(decision.decide({})).toMatchObject({
      status: 'open',
      method: 'three-valued',
      missing: ['year', 'birth_year', 'student'],
    });
    expect(decision.decide(said({ year: 2026, birth_year: 2000, student: 'yes' }))).toMatchObject({
      outcome: 'in',
      because: { row: 1, read: ['year', 'birth_year', 'student'] },
    });
    expect(decision.decide({ ...said({ year: 2026, student: 'yes' }), birth_year: declined })).toMatchObject({
      status: 'undetermined',
      possible: ['in', 'other'],
      declined: ['birth_year'],
      missing: [],
    });
    expect(decision.decide(said({ year: 2026, birth_year: 2010, student: 'no' }))).toMatchObject({ outcome: 'out' });
  });
});
