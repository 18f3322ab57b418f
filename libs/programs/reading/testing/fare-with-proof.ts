import { edited, fare } from './fare.js';

/** The fare with a proof of income: nobody is approved before it came, and one that comes later moves the case on. */
export const fareWithProof: Readonly<Record<string, string>> = edited(fare, [
  ['program.yaml', 'decisions:\n', '  proof_income: {type: document, for: [decide], keep: P30D}\ndecisions:\n'],
  [
    'program.yaml',
    'leaves: {transit: apply, recreation: apply, none',
    'leaves: {transit: papers, recreation: papers, none',
  ],
  [
    'program.yaml',
    '  apply:\n',
    `  papers:
    kind: ask
    decide: {answer: proof_income}
    leaves: {on-file: apply, by-mail: apply, in-person: apply, coming: missing, undetermined: missing}
  missing: {kind: wait, events: {close: {by: [navigator], to: refused}}}
  apply:\n`,
  ],
  [
    'labels.yaml',
    '  age: {ask',
    '  proof_income:\n    ask: {en: May we see a proof of income?, fr: "Pouvons-nous voir une preuve de revenu?"}\n    short: {en: Proof of income, fr: Preuve de revenu}\n  age: {ask',
  ],
  [
    'labels.yaml',
    '  apply: {title',
    '  papers: {title: {en: Proof of income, fr: Preuve de revenu}}\n  missing: {title: {en: Proof is missing, fr: Preuve manquante}}\n  apply: {title',
  ],
]);
