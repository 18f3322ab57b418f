import { edited, fare } from './fare.js';

/**
 * The same rule, asked as intake people do: who lives in the household, one line each. Its size and its income are worked
 * out, and so is how many are of age, who each bring a notice of assessment.
 */
export const household: Readonly<Record<string, string>> = edited(fare, [
  ['program.yaml', 'program: fare\n', 'program: household\n'],
  [
    'program.yaml',
    '  household_size: {type: integer, min: 1, max: 20, for: [decide]}\n  household_income: {type: money, max: 100000000, for: [decide]}\n  age: {type: integer, min: 0, max: 120, for: [decide]}\n',
    `  household:
    type: rows
    max: 10
    for: [decide]
    columns:
      name: {type: text, max: 40, optional: true}
      relation: {choices: [client, partner, child, other]}
      born: {type: date, optional: true}
      student: {type: boolean, optional: true}
      employment: {type: money, min: 0, max: 50000000, missing: 0}
      pension: {type: money, min: 0, max: 50000000, optional: true}
  household_size: {type: integer, min: 1, max: 8, from: household, compute: count, for: [decide]}
  household_income: {type: money, min: 0, max: 100000000, from: household, compute: sum, of: [employment, pension], for: [decide]}
  adults: {type: integer, min: 0, max: 20, from: household, compute: count, where: {born: {min: 18}}, for: [decide]}
  children: {type: integer, min: 0, max: 20, from: household, compute: count, where: {relation: child}, for: [decide]}
`,
  ],
  [
    'program.yaml',
    'ask-again: {by: [navigator], reopen: [household_income], to: screen}}\n  review',
    'ask-again: {by: [navigator], reopen: [household], to: screen}}\n  review',
  ],
  [
    'labels.yaml',
    '  age: {ask: {en: How old is the person?, fr: "Quel âge a la personne?"}}\n',
    `  household:
    ask: {en: "Who lives in the household?", fr: "Qui fait partie du ménage?"}
    short: {en: Household, fr: Ménage}
    columns:
      name: {label: {en: First name, fr: Prénom}}
      relation:
        label: {en: Relation, fr: Lien}
        choices: {client: {en: The client, fr: La personne}, partner: {en: Partner, fr: Conjoint}, child: {en: Child, fr: Enfant}, other: {en: Other, fr: Autre}}
      born: {label: {en: Born on, fr: Naissance}}
      student: {label: {en: Student, fr: Aux études}}
      employment: {label: {en: Pay a year, fr: Salaire annuel}}
      pension: {label: {en: Pension a year, fr: Pension annuelle}}
  adults: {ask: {en: How many are 18 or older?, fr: "Combien de personnes ont 18 ans ou plus?"}, short: {en: Adults, fr: Adultes}}
  children: {ask: {en: How many children are there?, fr: "Combien d’enfants y a-t-il?"}, short: {en: Children, fr: Enfants}}
`,
  ],
  [
    'benefit.table.yaml',
    'columns:\n  age: {en: Age, fr: Âge}\n',
    'columns:\n  adults: {en: Adults, fr: Adultes}\n  children: {en: Children, fr: Enfants}\n',
  ],
  ['benefit.table.yaml', "when: {age: '[25..59]'}", "when: {adults: '>= 1', children: '>= 1'}"],
  ['benefit.table.yaml', "when: {age: '>= 18'}", "when: {adults: '>= 2'}"],
]);
