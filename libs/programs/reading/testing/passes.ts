/**
 * Half-price bus passes and recreation credits, small: each takes a place by when the application was received, waits in order, and is
 * over with the year. A pass is waited for into the next year; a credit is not.
 */
export const passes: Readonly<Record<string, string>> = {
  'program.yaml': `format: 1
program: passes
title: {en: Passes and credits, fr: Laissez-passer et crédits}
languages: [en, fr]
subject: {third-party: allowed, name: never}
defaults: {owner: navigator, due: P400D, overdue: {alert: supervisor}}
parameters:
  pass_places:
    type: integer
    values: [{from: 2026-01-01, is: 3}, {from: 2027-01-01, is: 2}]
  credit_places: {type: integer, values: [{from: 2026-01-01, is: 2}]}
  credit_amount: {type: money, values: [{from: 2026-01-01, is: 35000}]}
grants:
  bus-pass: {places: pass_places, per: month, received: received}
  credit: {places: credit_places, per: year, amount: credit_amount}
questions:
  received: {type: local-date-time, for: [report]}
  want: {choices: [pass, next-pass, credit, both, at-once], for: [decide]}
start: apply
states:
  apply:
    kind: ask
    decide: {answer: want}
    questions: [received]
    leaves: {pass: review, next-pass: review, credit: review, both: review, at-once: give-credit, undetermined: closed}
  review:
    kind: wait
    events:
      approve:
        by: [navigator]
        to:
          - {when: {want: credit}, to: give-credit}
          - {when: {want: next-pass}, to: give-next-pass}
          - {to: give-pass}
      refuse: {by: [navigator], to: closed}
  give-pass:
    kind: grant
    grant: bus-pass
    leaves:
      granted: [{when: {want: both}, to: give-credit}, {to: has-pass}]
      waitlisted: on-list
  give-next-pass: {kind: grant, grant: bus-pass, year: next, leaves: {granted: has-pass, waitlisted: on-list}}
  on-list:
    kind: wait
    grants: {bus-pass: {granted: has-pass, lapsed: give-pass}}
    events:
      withdraw: {by: [navigator], frees: bus-pass, to: closed}
      ask-again: {by: [navigator], reopen: [want], to: apply}
  has-pass:
    kind: wait
    grants: {bus-pass: {lapsed: over}}
    events:
      give-back: {by: [navigator], frees: bus-pass, to: review}
      close: {by: [navigator], to: closed}
  give-credit: {kind: grant, grant: credit, leaves: {granted: has-credit, waitlisted: waits-for-credit}}
  waits-for-credit:
    kind: wait
    grants: {credit: {granted: has-credit, lapsed: over}}
    events: {close: {by: [navigator], to: closed}}
  has-credit:
    kind: wait
    grants: {credit: {lapsed: over}}
    events:
      spend: {by: [navigator], uses: credit, to: spent}
      close: {by: [navigator], to: closed}
      give-up: {by: [navigator], to: [{when: {granted: bus-pass}, to: has-pass}, {when: {waitlisted: bus-pass}, to: on-list}, {to: closed}]}
  spent:
    kind: wait
    events: {close: {by: [navigator], to: enjoyed}}
  over: {kind: end, disposition: expired, need: met}
  enjoyed: {kind: end, disposition: enjoyed, need: met, uses: bus-pass}
  closed: {kind: end, disposition: closed, need: unknown}
`,
  'labels.yaml': `parameters:
  pass_places: {title: {en: Passes a month, fr: Laissez-passer par mois}}
  credit_places: {title: {en: Credits a year, fr: Crédits par année}}
  credit_amount: {title: {en: Credit, fr: Crédit}}
grants:
  bus-pass: {title: {en: Bus pass, fr: Laissez-passer}}
  credit: {title: {en: Recreation credit, fr: Crédit de loisirs}}
questions:
  received: {ask: {en: When did the application come in?, fr: "Quand la demande est-elle arrivée?"}}
  want:
    ask: {en: What is it for?, fr: "C’est pour quoi?"}
    choices:
      pass: {en: A pass, fr: Un laissez-passer}
      next-pass: {en: A pass next year, fr: Un laissez-passer l’an prochain}
      credit: {en: A credit, fr: Un crédit}
      both: {en: Both, fr: Les deux}
      at-once: {en: A credit at once, fr: Un crédit tout de suite}
events:
  approve: {en: Approve, fr: Approuver}
  refuse: {en: Refuse, fr: Refuser}
  withdraw: {en: Withdraw, fr: Retirer}
  ask-again: {en: Ask again, fr: Demander de nouveau}
  give-back: {en: Give back, fr: Rendre}
  give-up: {en: Without the credit, fr: Sans le crédit}
  close: {en: Close, fr: Fermer}
  spend: {en: Spent, fr: Dépensé}
states:
  apply: {title: {en: Application, fr: Demande}}
  review: {title: {en: Review, fr: Examen}}
  give-pass: {title: {en: Giving a pass, fr: Octroi d’un laissez-passer}}
  give-next-pass: {title: {en: Giving a pass for next year, fr: Octroi d’un laissez-passer pour l’an prochain}}
  on-list: {title: {en: On the list, fr: Sur la liste}}
  has-pass: {title: {en: Has a pass, fr: A un laissez-passer}}
  give-credit: {title: {en: Giving a credit, fr: Octroi d’un crédit}}
  waits-for-credit: {title: {en: Waits for a credit, fr: Attend un crédit}}
  has-credit: {title: {en: Has a credit, fr: A un crédit}}
  spent: {title: {en: Spent, fr: Dépensé}}
  over: {title: {en: Over, fr: Terminé}}
  enjoyed: {title: {en: Enjoyed, fr: Utilisé}}
  closed: {title: {en: Closed, fr: Fermé}}
dispositions:
  expired: {en: Expired, fr: Expiré}
  enjoyed: {en: Used, fr: Utilisé}
  closed: {en: Closed, fr: Fermé}
`,
};

/** The same with other numbers of places from 2026 on, and passes for another time than the year. */
export function withPlaces(places: number, credits = 2, per = 'month'): Readonly<Record<string, string>> {
  const program = passes['program.yaml']!.replace(
    'from: 2026-01-01, is: 3}',
    `from: 2026-01-01, is: ${places}}`,
  ).replace('per: month', `per: ${per}`);
  return {
    ...passes,
    'program.yaml': program.replace(
      'values: [{from: 2026-01-01, is: 2}]',
      `values: [{from: 2026-01-01, is: ${credits}}]`,
    ),
  };
}

/**
 * The same, and whoever has a pass asks for the next one from November on: what they said before is shown there. Whoever waits may
 * leave the line for it.
 */
export const renewable: Readonly<Record<string, string>> = {
  ...passes,
  'program.yaml': passes['program.yaml']!.replace(
    'questions:\n',
    `disclosures:
  reuse: {to: us, facts: [received, want], purpose: {en: So that you need not say it again, fr: Pour ne pas avoir à le redire}}
questions:
`,
  )
    .replace(
      `{granted: has-pass, lapsed: give-pass}}
    events:
`,
      `{granted: has-pass, lapsed: give-pass}}
    events:
      begin-anew:
        by: [navigator, client]
        opens: {program: passes, confirm: [want], consent: reuse}
        to: closed
        frees: bus-pass
`,
    )
    .replace(
      `{bus-pass: {lapsed: over}}
    events:
`,
      `{bus-pass: {lapsed: over}}
    events:
      renew:
        by: [navigator, client]
        from: {month: 11, day: 1}
        opens: {program: passes, confirm: [received, want], consent: reuse, says: {want: next-pass}}
`,
    ),
  'labels.yaml': passes['labels.yaml']!.replace(
    'events:\n',
    `events:
  begin-anew: {en: Begin anew, fr: Recommencer}
  renew: {en: Apply for next year, fr: Demander pour l’an prochain}
`,
  ),
};
