import { table } from './lantern.js';

/**
 * Thunder Bay's rule for reduced fares, small: limits by the size of the household, at or below; two dated versions of
 * them; who applied before the change keeps the earlier ones.
 */
export const fare: Readonly<Record<string, string>> = {
  'program.yaml': `format: 1
program: fare
title: {en: Fair Fare, fr: Tarif équitable}
languages: [en, fr]
subject: {third-party: allowed, name: never}
defaults: {owner: navigator, due: P1D, overdue: {alert: supervisor}}
parameters:
  income_limit:
    type: money
    by: household_size
    values:
      - from: 2025-01-01
        is: {1: 2369600, 2: 2949800, 3: 3626500, 4: 4403100, 5: 4993800, 6: 5632300, 7: 6270700}
      - from: 2026-07-01
        is: {1: 2450000, 2: 3050000, 3: 3750000, 4: 4550000, 5: 5160000, 6: 5820000, 7: 6480000}
questions:
  received: {type: date, compute: opened, for: [decide]}
  household_size: {type: integer, min: 1, max: 20, for: [decide]}
  household_income: {type: money, max: 100000000, for: [decide]}
  age: {type: integer, min: 0, max: 120, for: [decide]}
decisions:
  benefit: {table: benefit.table.yaml, outcomes: [transit, recreation, none]}
  income: {table: income.dmn, outcomes: [within, above], date: received}
start: screen
states:
  screen: {kind: ask, decide: income, leaves: {within: which, above: review, undetermined: review}}
  which: {kind: ask, decide: benefit, leaves: {transit: apply, recreation: apply, none: too-young, undetermined: review}}
  apply:
    kind: wait
    events: {approve: {by: [navigator], to: approved}, ask-again: {by: [navigator], reopen: [household_income], to: screen}}
  review:
    kind: wait
    events: {close: {by: [navigator], to: refused}, ask-again: {by: [navigator], reopen: [household_income], to: screen}}
  approved: {kind: end, disposition: approved, need: met}
  refused: {kind: end, disposition: denied_income, need: {unmet: ineligible}}
  too-young: {kind: end, disposition: denied_age, need: {unmet: ineligible}}
`,
  'labels.yaml': `parameters:
  income_limit: {title: {en: Income limit, fr: Plafond de revenu}}
questions:
  received: {ask: {en: When did the application come in?, fr: "Quand la demande est-elle arrivée?"}, short: {en: Received, fr: Reçue}}
  household_size: {ask: {en: How many people live in the household?, fr: "Combien de personnes compte le ménage?"}}
  household_income: {ask: {en: What is the household’s income a year?, fr: "Quel est le revenu annuel du ménage?"}}
  age: {ask: {en: How old is the person?, fr: "Quel âge a la personne?"}}
decisions:
  income: {title: {en: Income, fr: Revenu}, outcomes: {within: {en: Within the limit, fr: Sous le plafond}, above: {en: Above the limit, fr: Au-dessus du plafond}}}
  benefit: {title: {en: Benefit, fr: Aide}, outcomes: {transit: {en: Bus pass, fr: Laissez-passer}, recreation: {en: Recreation, fr: Loisirs}, none: {en: None, fr: Aucune}}}
events:
  approve: {en: Approve, fr: Approuver}
  close: {en: Close, fr: Fermer}
  ask-again: {en: Ask again, fr: Demander de nouveau}
states:
  screen: {title: {en: Screening, fr: Présélection}}
  which: {title: {en: Benefit, fr: Aide}}
  apply: {title: {en: Application, fr: Demande}}
  review: {title: {en: Review, fr: Révision}}
  approved: {title: {en: Approved, fr: Approuvée}}
  refused: {title: {en: Refused, fr: Refusée}}
  too-young: {title: {en: Too young, fr: Trop jeune}}
dispositions:
  approved: {en: Approved, fr: Approuvée}
  denied_income: {en: Income too high, fr: Revenu trop élevé}
  denied_age: {en: Not of age, fr: Pas l’âge voulu}
`,
  'income.dmn': table('income', 'household_income', [
    ['&lt;= income_limit', 'within'],
    ['&gt; income_limit', 'above'],
  ]),
  'benefit.table.yaml': `format: 1
table: benefit
hit-policy: FIRST
columns:
  age: {en: Age, fr: Âge}
outcomes: [transit, recreation, none]
rows:
  - when: {age: '[25..59]'}
    then: transit
  - when: {age: '>= 18'}
    then: recreation
  - then: none
`,
};

/** The same files with these edits, each of which must find its place once. */
export function edited(files: Readonly<Record<string, string>>, edits: readonly (readonly [string, string, string])[]) {
  const made = { ...files };
  for (const [file, from, to] of edits) {
    if (made[file]?.split(from).length !== 2) throw new Error(`${file} does not have this once: ${from}`);
    made[file] = made[file].replace(from, () => to);
  }
  return made;
}

/** The same in one ask: the benefit rests on the outcome of the income's table and on the age. */
export const fareInOne: Readonly<Record<string, string>> = edited(fare, [
  [
    'program.yaml',
    'decide: income, leaves: {within: which, above: review, undetermined: review}}\n  which: {kind: ask, decide: benefit, leaves: {transit: apply, recreation: apply, none: too-young, undetermined: review}}',
    'decide: benefit, leaves: {transit: apply, recreation: apply, none: [{when: {income: above}, to: review}, {to: too-young}], undetermined: review}}',
  ],
  ['labels.yaml', '  which: {title: {en: Benefit, fr: Aide}}\n', ''],
  ['benefit.table.yaml', '  age: {en', '  income: {en: Income, fr: Revenu}\n  age: {en'],
  [
    'benefit.table.yaml',
    'rows:\n',
    'rows:\n  - when: {income: above}\n    then: none\n    because: {en: The income is above the limit., fr: Le revenu dépasse le plafond.}\n',
  ],
]);
