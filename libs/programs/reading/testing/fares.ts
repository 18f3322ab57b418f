import { fareLetters } from './fare-letters.js';
import { household } from './household.js';

/**
 * Reduced fares as they are applied for: who lives in the household, a proof, two people who look at it one after the other, a pass
 * of which there are few, and letters. What reviewers see of an application is all in it.
 */
const cut = (file: string, upTo: string): string => {
  const text = household[file] ?? '';
  if (!text.includes(upTo)) throw new Error(`${file} has no "${upTo}" to begin fares from`);
  return text.slice(0, text.indexOf(upTo));
};
const letters = Object.fromEntries(Object.entries(fareLetters).filter(([file]) => file.startsWith('letters/')));
const tables = Object.fromEntries(Object.entries(household).filter(([file]) => /dmn$|table/.test(file)));

const questions = `  first_name: {type: text, for: [contact], keep: P30D}
  last_name: {type: text, for: [contact], keep: P30D}
  email: {type: text, for: [contact], optional: true}
  home: {type: address, for: [contact], keep: P30D}
  proof_income: {type: document, for: [decide], keep: P30D}
  review_note: {type: text, max: 500, for: [report]}
`;

export const fares: Readonly<Record<string, string>> = {
  ...tables,
  ...letters,
  'program.yaml': `${cut('program.yaml', 'start: screen')
    .replace('program: household', 'program: fares')
    .replace('questions:\n', `questions:\n${questions}`)
    .replace(
      'parameters:\n',
      `grants:
  bus-pass: {places: pass_places, per: month, received: received}
letters:
  decision: {title: {en: Your application, fr: Votre demande}, facts: [first_name, last_name, household_size, home]}
  pass: {title: {en: Bus pass, fr: Laissez-passer}, kind: card, facts: [first_name]}
parameters:
  pass_places: {type: integer, values: [{from: 2025-01-01, is: 1}]}
`,
    )}start: {phone: form, otherwise: person}
clocks: {received: [person.entry]}
duplicates: {received: received, year: this, except: [denied_income], name: [first_name, last_name], email: email, address: home, members: {rows: household, name: name, born: born}}
states:
  form:
    kind: wait
    events: {send-in: {by: [navigator], to: person}}
  person:
    kind: ask
    questions: [first_name, last_name, email, home]
    leaves: {answered: screen, undetermined: screen}
  screen: {kind: ask, decide: income, leaves: {within: which, above: which, undetermined: review}}
  which: {kind: ask, decide: benefit, leaves: {transit: papers, recreation: papers, none: review, undetermined: review}}
  papers:
    kind: ask
    decide: {answer: proof_income}
    leaves: {on-file: review, by-mail: review, in-person: review, coming: review, undetermined: review}
  review:
    kind: wait
    owner: reviewers
    due: P30D
    questions: [review_note]
    events:
      recommend: {by: [reviewer], to: decision}
      ask-for-more: {by: [reviewer], to: missing}
  missing:
    kind: wait
    owner: navigators
    entry: {alert: reviewer}
    events: {bring: {by: [navigator, reviewer], to: review}}
  decision:
    kind: wait
    owner: reviewers
    events:
      approve: {by: [reviewer], four-eyes: recommend, to: give-pass}
      deny: {by: [reviewer], four-eyes: recommend, to: refused}
      look-again: {by: [reviewer], to: review}
  give-pass: {kind: grant, grant: bus-pass, leaves: {granted: has-pass, waitlisted: on-list}}
  has-pass:
    kind: wait
    owner: reviewers
    due: P400D
    send: [{letter: decision, email: email, print: home}, {letter: pass, print: home}]
    grants: {bus-pass: {lapsed: over}}
    events: {give-back: {by: [reviewer], frees: bus-pass, to: refused}}
  on-list:
    kind: wait
    owner: reviewers
    due: P400D
    grants: {bus-pass: {granted: has-pass, lapsed: give-pass}}
    events: {withdraw: {by: [reviewer], frees: bus-pass, to: refused}}
  over: {kind: end, disposition: approved, need: met}
  refused: {kind: end, disposition: denied_income, need: {unmet: ineligible}, send: {letter: decision, email: email, print: home}}
`,
  'labels.yaml': `${cut('labels.yaml', 'events:\n')
    .replace(
      'questions:\n',
      `grants:
  bus-pass: {title: {en: Bus pass, fr: Laissez-passer}}
questions:
  first_name: {ask: {en: What is your first name?, fr: "Quel est votre prénom?"}, short: {en: First name, fr: Prénom}}
  last_name: {ask: {en: What is your family name?, fr: "Quel est votre nom de famille?"}, short: {en: Family name, fr: Nom de famille}}
  email: {ask: {en: What is your e-mail address?, fr: "Quelle est votre adresse de courriel?"}, short: {en: E-mail, fr: Courriel}}
  home: {ask: {en: Where do you live?, fr: "Où habitez-vous?"}, short: {en: Home, fr: Domicile}}
  proof_income: {ask: {en: May we see a proof of income?, fr: "Pouvons-nous voir une preuve de revenu?"}, short: {en: Proof of income, fr: Preuve de revenu}}
  review_note: {ask: {en: What should the next reviewer know?, fr: "Que doit savoir la personne suivante?"}, short: {en: Note, fr: Note}}
`,
    )
    .replace(
      'parameters:\n',
      'parameters:\n  pass_places: {title: {en: Passes a month, fr: Laissez-passer par mois}}\n',
    )}events:
  send-in: {en: They send it in, fr: La personne l’envoie}
  recommend: {en: I recommend it, fr: Je la recommande}
  ask-for-more: {en: Ask for what is missing, fr: Demander ce qui manque}
  bring: {en: The papers came, fr: Les papiers sont là}
  approve: {en: Approve, fr: Approuver}
  deny: {en: Turn it down, fr: Refuser}
  look-again: {en: Look at it again, fr: Revoir}
  give-back: {en: The pass came back, fr: Le laissez-passer est rendu}
  withdraw: {en: They withdraw it, fr: La personne la retire}
states:
  form: {title: {en: The form, fr: Le formulaire}}
  person: {title: {en: About you, fr: À propos de vous}}
  screen: {title: {en: Household and income, fr: Ménage et revenu}}
  which: {title: {en: Which benefit, fr: Quelle aide}}
  papers: {title: {en: Proof, fr: Preuve}}
  review: {title: {en: First look, fr: Premier examen}}
  missing: {title: {en: Papers are missing, fr: Il manque des papiers}}
  decision: {title: {en: Decision, fr: Décision}}
  give-pass: {title: {en: Giving a pass, fr: Octroi d’un laissez-passer}}
  has-pass: {title: {en: Has a pass, fr: A un laissez-passer}}
  on-list: {title: {en: On the waiting list, fr: Sur la liste d’attente}}
  over: {title: {en: Over, fr: Terminé}}
  refused: {title: {en: Turned down, fr: Refusée}}
dispositions:
  approved: {en: Approved, fr: Approuvée}
  denied_income: {en: Income too high, fr: Revenu trop élevé}
`,
};
