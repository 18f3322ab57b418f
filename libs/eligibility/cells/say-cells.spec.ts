import { describe, expect, it } from '@jest/globals';
import { explain, type Labels } from '../index.js';
import { decisionOf, said } from '../testing/decisions.js';

const names: Readonly<Record<string, readonly [string, string]>> = {
  town: ['Town', 'Ville'],
  reasons: ['Reasons', 'Raisons'],
  age: ['Age', 'Âge'],
  year: ['Year', 'Année'],
  born: ['Date of birth', 'Date de naissance'],
};
const text = ([en, fr]: readonly [string, string]) => ({ en, fr });
const labels: Labels = {
  outcome: () => ({ en: 'Yes', fr: 'Oui' }),
  question: (id) => text(names[id] ?? [id, id]),
  value: (_, value) => ({ en: String(value), fr: String(value) }),
};

async function explained(question: string, cell: string, answers: Parameters<typeof said>[0], because?: string) {
  const rows = [[cell, '"yes"']];
  const reason: readonly [string, string] = [because ?? '', because ?? ''];
  const decision = await decisionOf({ inputs: [question], rows, annotations: [reason] });
  return explain(decision, decision.decide(said(answers)), labels, said(answers));
}

describe('the explanation of a rule that asks more than constants', () => {
  it.each<[string, string, Parameters<typeof said>[0], string, string]>([
    [
      'town',
      'starts with(?, "M")',
      { town: 'Moose' },
      'the answer to “Town” begins with “M”',
      'la réponse à « Ville » commence par « M »',
    ],
    [
      'town',
      'contains(?, "oo")',
      { town: 'Moose' },
      'the answer to “Town” contains “oo”',
      'la réponse à « Ville » contienne « oo »',
    ],
    [
      'reasons',
      'count(?) >= 2',
      { reasons: ['crisis', 'language'] },
      'the number of choices in the answer to “Reasons” is at least 2',
      'le nombre de choix dans la réponse à « Raisons » atteigne au moins 2',
    ],
    [
      'age',
      '< year',
      { age: 3, year: 5 },
      'the answer to “Age” is less than the answer to “Year”',
      'la réponse à « Âge » reste en dessous de la réponse à « Année »',
    ],
    [
      'town',
      'matches(?, "^M")',
      { town: 'Moose' },
      'the answer to “Town” meets “matches(?, "^M")”',
      'la réponse à « Ville » remplisse « matches(?, "^M") »',
    ],
  ])('%s, %s', async (question, cell, answers, en, fr) => {
    const found = await explained(question, cell, answers);
    expect(found.en).toContain(`Result: Yes. The rule asks that ${en}. Because of these answers: `);
    expect(found.fr).toContain(`Résultat : Oui. La règle demande que ${fr}. En raison de ces réponses : `);
  });

  it('is the reason of its row, where it has one', async () => {
    const found = await explained('town', 'starts with(?, "M")', { town: 'Moose' }, 'For towns with M');
    expect(found.en).toBe('Result: Yes. For towns with M. Because of these answers: Town — Moose.');
  });
});
