import { expect, it } from '@jest/globals';
import type { Program } from '../../../libs/workflow/index.js';
import { smallProgram } from '../../../libs/workflow/testing/small-program.js';
import { servesNoArea } from './areas-served.js';
import type { TenantConfig } from './read-config.js';

it('names the services that no area of an offer would ever lead to', () => {
  const offer = { ...smallProgram.states['offer'], area: 'need' } as Program['states'][string];
  const program = { ...smallProgram, states: { ...smallProgram.states, offer } };
  const serving = (serviceArea: readonly string[] | null): TenantConfig =>
    ({ agencies: [{ services: [{ id: 'first', serviceArea }] }] }) as never;
  expect(servesNoArea(program, serving(['ontario']))).toEqual([
    expect.stringMatching(
      /offer "offer" goes by the area that "need" decides, and the service first serves none of talk, call/,
    ),
  ]);
  expect(servesNoArea(program, serving(['ontario', 'talk']))).toEqual([]);
  expect(servesNoArea(program, serving(null))).toEqual([]);
  expect(servesNoArea(smallProgram, serving(['ontario']))).toEqual([]);
});
