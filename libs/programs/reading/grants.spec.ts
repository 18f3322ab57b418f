import { describe, expect, it } from '@jest/globals';
import { formatProblems, readProgram } from './index.js';
import { passes } from './testing/passes.js';

async function problemsOf(from: string, to: string, file = 'program.yaml') {
  if (passes[file]?.split(from).length !== 2) throw new Error(`not once: ${from}`);
  const read = await readProgram({ ...passes, [file]: passes[file].replace(from, () => to) }, {});
  const lines = passes[file].replace(from, () => to).split('\n');
  return read.ok
    ? []
    : read.problems.map(({ code, line, message, instead }) => [
        `${code}: ${message} ${instead}`,
        lines[(line ?? 0) - 1],
      ]);
}

describe('a program with grants', () => {
  it('is read with what they rest on', async () => {
    const read = await readProgram(passes, {});
    if (!read.ok) throw new Error(formatProblems(read.problems));
    expect(read.program.grants).toEqual({
      'bus-pass': {
        ...{ id: 'bus-pass', title: { en: 'Bus pass', fr: 'Laissez-passer' }, places: 'pass_places', per: 'month' },
        received: { fact: 'received' },
      },
      credit: {
        ...{ id: 'credit', title: { en: 'Recreation credit', fr: 'Crédit de loisirs' }, places: 'credit_places' },
        ...{ per: 'year', amount: 'credit_amount' },
      },
    });
    expect(read.program.states['has-pass']).toMatchObject({
      grants: { 'bus-pass': { lapsed: [{ to: 'over', when: [] }] } },
      events: { 'give-back': { frees: ['bus-pass'] } },
    });
  });

  it.each([
    [
      'places: pass_places, per: month',
      'places: pas_places, per: month',
      'grant-parameter-does-not-fit: There is no parameter "pas_places". Did you mean "pass_places"?',
    ],
    [
      'places: credit_places',
      'places: credit_amount',
      'grant-parameter-does-not-fit: The parameter "credit_amount" is not of type: integer. Write "pass_places" or "credit_places", or declare a parameter with type: integer.',
    ],
    [
      'amount: credit_amount}',
      'amount: credit_places}',
      'grant-parameter-does-not-fit: The parameter "credit_places" is not of type: money. Write "credit_amount", or declare a parameter with type: money.',
    ],
    [
      'received: received}',
      'received: want}',
      'received-is-no-moment: The answer of "want" (choice) does not say when an application was received. Write "received", or ask a question with type: date.',
    ],
    [
      'kind: grant, grant: credit,',
      'kind: grant, grant: credits,',
      'unknown-grant: There is no grant "credits". Did you mean "credit"?',
    ],
    [
      'frees: bus-pass, to: review',
      'frees: pass, to: review',
      'unknown-grant: There is no grant "pass". Write "bus-pass" or "credit", or declare it under grants.',
    ],
    [
      'need: met, uses: bus-pass',
      'need: met, uses: buspass',
      'unknown-grant: There is no grant "buspass". Did you mean "bus-pass"?',
    ],
    [
      '{when: {waitlisted: bus-pass}',
      '{when: {waitlisted: bus}',
      'unknown-grant: There is no grant "bus". Write "bus-pass" or "credit", or declare it under grants.',
    ],
    [
      '{credit: {granted: has-credit, lapsed: over}}',
      '{credit: {lapsed: over}}',
      'waits-in-vain: Whoever waits for "credit" is never given it: no state after "give-credit" says what happens when it is their turn. Lead waitlisted to a state with kind: wait and grants: {credit: {granted: state}}.',
    ],
    [
      'leaves: {granted: has-credit, waitlisted: waits-for-credit}',
      'leaves: {granted: has-credit}',
      'missing-exit: "give-credit" has no exit "waitlisted". Add waitlisted: state to its leaves.',
    ],
  ])('says what is wrong: %s → %s', async (from, to, problem) => {
    const at = problem.startsWith('waits-in-vain') ? '  give-credit: {kind: grant' : to;
    expect(await problemsOf(from, to)).toContainEqual([problem, expect.stringContaining(at)]);
  });

  it('says of a grant that nobody gives that it is for nothing', async () => {
    const more = '  credit: {places: credit_places, per: year, amount: credit_amount}\n';
    const found = await problemsOf(
      more,
      `${more}  taxi: {title: {en: Taxi, fr: Taxi}, places: credit_places, per: year}\n`,
    );
    expect(found.map(([problem]) => problem)).toEqual([
      'grant-without-use: No state gives the grant "taxi". Write {kind: grant, grant: taxi, …} for a state, or take it out.',
    ]);
  });
});
