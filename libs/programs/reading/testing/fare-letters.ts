import { fare } from './fare.js';

/** The program of reduced fares with what it sends out: a decision by mail or on paper, and a pass as a card. */
const edit = (file: string, ...edits: readonly (readonly [string, string])[]): string =>
  edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${file} has no "${from}" to write letters into`);
    return text.replace(from, () => to);
  }, fare[file] ?? '');

export const fareLetters: Readonly<Record<string, string>> = {
  ...fare,
  'program.yaml': edit(
    'program.yaml',
    ['program: fare', 'program: passes'],
    [
      '  age: {type',
      `  first_name: {type: text, for: [contact], keep: P30D}
  last_name: {type: text, for: [contact], keep: P30D}
  email: {type: text, for: [contact]}
  home: {type: address, for: [contact], keep: P30D}
  age: {type`,
    ],
    [
      'start: screen',
      `letters:
  decision: {title: {en: Your application, fr: Votre demande}, facts: [first_name, last_name, household_size, home]}
  pass: {title: {en: Bus pass, fr: Laissez-passer}, kind: card, facts: [first_name]}
start: person`,
    ],
    [
      'states:\n',
      `states:
  person:
    kind: ask
    questions: [first_name, last_name, email, home]
    leaves: {answered: screen, undetermined: screen}
`,
    ],
    [
      'approved: {kind: end,',
      'approved: {kind: end, send: [{letter: decision, email: email, print: home}, {letter: pass, print: home}],',
    ],
    ['refused: {kind: end,', 'refused: {kind: end, send: {letter: decision, email: email, print: home},'],
  ),
  'labels.yaml': edit(
    'labels.yaml',
    [
      'questions:\n',
      `questions:
  first_name: {ask: {en: What is your first name?, fr: "Quel est votre prénom?"}}
  last_name: {ask: {en: What is your family name?, fr: "Quel est votre nom de famille?"}}
  email: {ask: {en: What is your e-mail address?, fr: "Quelle est votre adresse de courriel?"}}
  home: {ask: {en: Where do you live?, fr: "Où habitez-vous?"}}
`,
    ],
    ['states:\n', 'states:\n  person: {title: {en: About you, fr: À propos de vous}}\n'],
  ),
  'letters/decision.en.md': `> {{answer.first_name}} {{answer.last_name}}
> {{answer.home}}

{{date}}. Application {{case.number}}.

{{#when answer.first_name is known}}
Dear {{answer.first_name}},
{{/when}}

{{#when decision.income is within}}
Good news: you will get a **{{decision.benefit}}**.
{{/when}}
{{#when decision.income is not within}}
## We could not say yes

{{reason.income}} {{decision.income}}. For your household: {{limit.income.within}}.

You can ask us to look at it again:

- call us, or
- come to our office

{{#when decision.income is undetermined}}
We still need to know: {{missing.income}}.
{{/when}}
{{/when}}

| What we looked at | What you told us |
|---|---|
| People at home | {{answer.household_size}} |

{{helpline.name}}, {{program.title}}
`,
  'letters/decision.fr.md': `> {{answer.first_name}} {{answer.last_name}}
> {{answer.home}}

{{date}}. Demande {{case.number}}.

{{#when answer.first_name is known}}
Bonjour {{answer.first_name}},
{{/when}}

{{#when decision.income is within}}
Bonne nouvelle : vous recevrez un **{{decision.benefit}}**.
{{/when}}
{{#when decision.income is not within}}
## Nous n’avons pas pu dire oui

{{reason.income}} {{decision.income}}. Pour votre ménage : {{limit.income.within}}.

Vous pouvez nous demander de revoir cette décision :

- en nous appelant, ou
- à notre bureau

{{#when decision.income is undetermined}}
Nous avons encore besoin de savoir : {{missing.income}}.
{{/when}}
{{/when}}

| Ce que nous avons regardé | Ce que vous nous avez dit |
|---|---|
| Personnes à la maison | {{answer.household_size}} |

{{helpline.name}}, {{program.title}}
`,
  'letters/pass.en.md': `{{answer.first_name}}

Good until December 31. {{case.number}}
`,
  'letters/pass.fr.md': `{{answer.first_name}}

Valable jusqu’au 31 décembre. {{case.number}}
`,
};
