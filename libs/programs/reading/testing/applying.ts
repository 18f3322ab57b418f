import { edited } from './fare.js';

/**
 * A fund for which people apply by themselves, over the web; with somebody of ours, by phone; and on paper, which lies before the
 * reviewers at once. By phone danger comes first.
 */
export const applying: Readonly<Record<string, string>> = {
  'program.yaml': `format: 1
program: applying
title: {en: A fund, fr: Un fonds}
languages: [en, fr]
subject: {third-party: allowed, name: never}
defaults: {owner: navigator, due: P10D, overdue: {alert: supervisor}}
questions:
  danger: {choices: ['yes', 'no'], for: [decide]}
  born: {type: date, for: [decide], keep: P30D}
  age: {type: integer, min: 0, max: 120, from: born, compute: years, for: [decide]}
  need: {choices: [rent, food], for: [report]}
  received: {type: date, compute: clock, clock: came-in, for: [report]}
  month: {type: integer, min: 1, max: 12, compute: clock-month, clock: came-in, for: [decide]}
  phone: {type: phone, for: [contact]}
  proof: {type: document, for: [report], keep: P30D}
  looks-right: {choices: ['yes', 'no'], for: [report]}
clocks: {came-in: [review.entry]}
decisions:
  fund: {table: fund.table.yaml, outcomes: [eligible, too-young, too-late], benefit: {given: eligible}}
disclosures:
  call-back: {to: us, facts: [phone]}
start: {web: form, mail: review, otherwise: greet}
states:
  greet:
    kind: ask
    decide: {answer: danger}
    leaves: {'yes': over, 'no': form, undetermined: form}
  form:
    kind: ask
    decide: fund
    questions: [need]
    leaves: {eligible: agree, too-young: over, too-late: over, undetermined: over}
  agree:
    kind: consent
    disclosure: call-back
    leaves: {given: sending, withheld: sending}
  sending:
    kind: wait
    correct: true
    due: {in: P30D, to: over}
    questions: [phone, proof]
    events:
      send-in: {by: [client, navigator], to: review}
      go-back: {by: [client, navigator], reopen: [need], to: form}
      withdraw: {by: [client], to: over}
  review:
    kind: wait
    owner: reviewers
    questions: [looks-right]
    events:
      ask-for-more: {by: [reviewer], to: papers}
      approve: {by: [reviewer], to: approved}
      turn-down: {by: [reviewer], to: over}
  papers:
    kind: wait
    owner: navigators
    questions: [proof]
    events:
      send-in: {by: [client, navigator], to: review}
      close: {by: [navigator], to: over}
  approved: {kind: end, disposition: approved, need: met}
  over: {kind: end, disposition: over, need: unknown}
`,
  'fund.table.yaml': `format: 1
table: fund
hit-policy: UNIQUE
columns:
  age: {en: Age, fr: Âge}
  month: {en: Month, fr: Mois}
outcomes: [eligible, too-young, too-late]
rows:
  - when: {age: '>= 18', month: '< 12'}
    then: eligible
  - when: {age: '>= 18', month: '>= 12'}
    then: too-late
  - when: {age: '< 18'}
    then: too-young
    because: {en: 'It begins at 18.', fr: 'Il commence à 18 ans.'}
`,
  'labels.yaml': `questions:
  danger: {ask: {en: Is anyone in danger?, fr: "Y a-t-il un danger?"}}
  born: {ask: {en: When were you born?, fr: "Quelle est votre date de naissance?"}}
  age: {ask: {en: How old are you?, fr: "Quel âge avez-vous?"}}
  received: {ask: {en: When did it come in?, fr: "Quand est-elle arrivée?"}}
  month: {ask: {en: In which month?, fr: "Quel mois?"}}
  need: {ask: {en: 'What is it for?', fr: 'C’est pour quoi?'}, choices: {rent: {en: Rent, fr: Loyer}, food: {en: Food, fr: Nourriture}}}
  phone: {ask: {en: May we have your number?, fr: "Pouvons-nous avoir votre numéro?"}}
  proof: {ask: {en: May we see a proof of income?, fr: "Pouvons-nous voir une preuve de revenu?"}, short: {en: Proof of income, fr: Preuve de revenu}}
  looks-right: {ask: {en: Does it look right?, fr: "Est-ce en ordre?"}}
decisions:
  fund: {title: {en: Fund, fr: Fonds}, outcomes: {eligible: {en: Eligible, fr: Admissible}, too-young: {en: Too young, fr: Trop jeune}, too-late: {en: Too late, fr: Trop tard}}}
disclosures:
  call-back: {purpose: {en: So that we can call you., fr: Pour pouvoir vous appeler.}}
states:
  greet: {title: {en: Hello, fr: Bonjour}}
  form: {title: {en: Form, fr: Formulaire}}
  agree: {title: {en: May we call, fr: Pouvons-nous appeler}}
  sending: {title: {en: To be sent, fr: À envoyer}}
  review: {title: {en: Review, fr: Examen}}
  papers: {title: {en: Papers are missing, fr: Il manque des papiers}}
  approved: {title: {en: Approved, fr: Approuvée}}
  over: {title: {en: Over, fr: Terminée}}
events:
  send-in: {en: Send it in, fr: Envoyer}
  go-back: {en: Change it, fr: Modifier}
  withdraw: {en: I do not want it any more, fr: Je n’en veux plus}
  ask-for-more: {en: Ask for what is missing, fr: Demander ce qui manque}
  approve: {en: Approve, fr: Approuver}
  turn-down: {en: Turn down, fr: Refuser}
  close: {en: Close, fr: Fermer}
dispositions:
  approved: {en: Approved, fr: Approuvée}
  over: {en: Over, fr: Terminée}
`,
};

/** The same, decided as it is sent: whoever has something of it asks for next year's from November on. */
export const again = edited(applying, [
  ['program.yaml', 'program: applying', 'program: again'],
  [
    'program.yaml',
    '      send-in: {by: [client, navigator], to: review}\n      go-back:',
    '      send-in: {by: [client, navigator], to: enjoys}\n      go-back:',
  ],
  [
    'program.yaml',
    '  call-back: {to: us, facts: [phone]}\n',
    '  call-back: {to: us, facts: [phone]}\n  reuse: {to: us, facts: [born, need, phone]}\n',
  ],
  [
    'program.yaml',
    '  papers:\n',
    `  enjoys:
    kind: wait
    stands: true
    owner: navigators
    due: P500D
    events:
      renew: {by: [client, navigator], from: {month: 11, day: 1}, opens: {program: again, consent: reuse}}
      look: {by: [navigator], to: review}
  papers:
`,
  ],
  [
    'labels.yaml',
    'disclosures:\n',
    'disclosures:\n  reuse: {purpose: {en: So that you need not say it all again., fr: Pour ne pas avoir à tout redire.}}\n',
  ],
  [
    'labels.yaml',
    'events:\n',
    'events:\n  renew: {en: Apply for next year, fr: Demander pour l’an prochain}\n  look: {en: Look at it, fr: Examiner}\n',
  ],
  ['labels.yaml', '  papers: {title', '  enjoys: {title: {en: You have it, fr: Vous l’avez}}\n  papers: {title'],
]);
