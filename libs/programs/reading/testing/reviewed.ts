/**
 * A fund that two people look at: one recommends, another one decides; what is missing is asked for. Reviewers have it meanwhile, and
 * a navigator whom the applicant calls does not take it out of their hands.
 */
export const reviewed: Readonly<Record<string, string>> = {
  'program.yaml': `format: 1
program: reviewed
title: {en: A fund, fr: Un fonds}
languages: [en, fr]
subject: {third-party: allowed, name: never}
defaults: {owner: navigator, due: P10D, overdue: {alert: supervisor}}
questions:
  need: {choices: [rent, food], for: [decide]}
  proof: {choices: [seen, missing], for: [report]}
start: apply
states:
  apply:
    kind: ask
    decide: {answer: need}
    leaves: {rent: review, food: review, undetermined: withdrawn}
  review:
    kind: wait
    owner: reviewers
    due: P30D
    timers: {late: {from: entry, in: P5D, every: P5D, stay: {alert: reviewer}}}
    questions: [proof]
    events:
      recommend: {by: [reviewer], to: decision}
      ask-for-more: {by: [reviewer], to: papers}
  papers:
    kind: wait
    owner: navigators
    entry: {alert: reviewer}
    events:
      bring: {by: [navigator, reviewer], to: review}
      withdraw: {by: [navigator], to: withdrawn}
  decision:
    kind: wait
    owner: reviewers
    events:
      approve: {by: [reviewer], four-eyes: recommend, to: approved}
      look-again: {by: [reviewer, supervisor], four-eyes: [recommend], to: review}
  approved: {kind: end, disposition: approved, need: met}
  withdrawn: {kind: end, disposition: withdrawn, need: unknown}
`,
  'labels.yaml': `questions:
  need: {short: {en: Need, fr: Besoin}, ask: {en: 'What is it for?', fr: 'C’est pour quoi?'}, choices: {rent: {en: Rent, fr: Loyer}, food: {en: Food, fr: Nourriture}}}
  proof: {short: {en: Proof, fr: Preuve}, ask: {en: 'Is the proof there?', fr: 'La preuve est-elle là?'}, choices: {seen: {en: Seen, fr: Vue}, missing: {en: Missing, fr: Manque}}}
states:
  apply: {title: {en: Application, fr: Demande}}
  review: {title: {en: Review, fr: Examen}}
  papers: {title: {en: Papers are missing, fr: Il manque des papiers}}
  decision: {title: {en: Decision, fr: Décision}}
  approved: {title: {en: Approved, fr: Approuvée}}
  withdrawn: {title: {en: Withdrawn, fr: Retirée}}
events:
  recommend: {en: I recommend it, fr: Je la recommande}
  ask-for-more: {en: Ask for what is missing, fr: Demander ce qui manque}
  bring: {en: The papers came, fr: Les papiers sont là}
  withdraw: {en: They withdraw it, fr: La personne la retire}
  approve: {en: Approve, fr: Approuver}
  look-again: {en: Look at it again, fr: Revoir}
dispositions:
  approved: {en: Approved, fr: Approuvée}
  withdrawn: {en: Withdrawn, fr: Retirée}
`,
};
