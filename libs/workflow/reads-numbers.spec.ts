import { describe, expect, it } from '@jest/globals';
import { readsNumbers } from './reads-numbers.js';
import { smallProgram, smallRun } from './testing/small-program.js';
import { holds } from './walk.js';

const state = {
  state: 'offer',
  settled: {},
  resumeTo: null,
  offers: {},
  picked: {},
  passed: [],
  consents: {},
  declined: [],
  holder: null,
  handedOver: null,
};
const noNumber = [{ noNumber: 'offer' }];

describe('whether a number is known', () => {
  it('is what the directory says of the route that the offer would take', () => {
    const services = Object.values(smallProgram.routes).flatMap(({ targets }) =>
      targets.flatMap((target) => ('service' in target ? [target.service] : [])),
    );
    const known = (...numbers: string[]) => holds({ ...smallRun, numbers: new Set(numbers) }, state, {}, noNumber);
    expect(known()).toBe(true);
    expect(known('somebody-else')).toBe(true);
    expect(known(services[0]!)).toBe(false);
    expect(known(services.at(-1)!)).toBe(false);
  });

  it('counts as known where nobody asked the directory', () => {
    expect(holds(smallRun, state, {}, noNumber)).toBe(false);
  });

  it('is asked of the directory only for a program that has such a condition', () => {
    expect(readsNumbers(smallProgram)).toBe(false);
    const { offer } = smallProgram.states;
    if (offer?.kind !== 'offer') throw new Error('no offer');
    const exhausted = offer.leaves['exhausted']!;
    const leaves = { ...offer.leaves, exhausted: [{ ...exhausted[0]!, when: noNumber }, ...exhausted] };
    expect(readsNumbers({ ...smallProgram, states: { ...smallProgram.states, offer: { ...offer, leaves } } })).toBe(
      true,
    );
  });
});
