import { describe, expect, it } from '@jest/globals';
import { compileDecision, fastReader } from '../../libs/eligibility/index.js';
import { byHand, byHandUnderUnknowns } from './by-hand.js';
import { domains, outcomes, peopleOf, rowsOf, tableOf } from './eligibility-table.js';

describe('what the eligibility bench measures against', () => {
  const compiled = compileDecision(tableOf(rowsOf()), domains, { outcomes });
  const reader = compiled.ok ? fastReader(compiled.decision) : null;

  it('says the same as the table for full answers', () => {
    const people = peopleOf(500, 1000);
    expect(people.map(byHand)).toEqual(people.map(reader!.full));
    expect(new Set(people.map(byHand)).size).toBe(outcomes.length);
  });

  it('says the same as the table under unknowns', () => {
    const people = peopleOf(500, 600);
    expect(people.map(byHandUnderUnknowns)).toEqual(people.map(reader!.threeValued));
  });
});
