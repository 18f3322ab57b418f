/**
 * A small program that is right, in the shape of a folder's files. Tests break it one mistake at a time.
 * It has one of everything: each kind of state, a fragment, a table, an interrupt, timers, a bounded event.
 */
export const lantern: Readonly<Record<string, string>> = {
  'program.yaml': `format: 1
program: lantern
title: {en: Lantern, fr: Lanterne}
languages: [en, fr]
subject: {third-party: allowed, name: never}
include: {safety: gate@1}
defaults: {owner: navigator, due: PT60M, overdue: {alert: supervisor}}
questions:
  topic:
    choices: {rent: {en: Rent, fr: Loyer}, food: {en: Food, fr: Nourriture}}
    for: [decide, route]
    ask: {en: What do you need?, fr: "De quoi avez-vous besoin?"}
  town: {type: text, for: [route, brief], ask: {en: Which town?, fr: "Quelle ville?"}}
  lives_here: {choices: ["yes", "no", prefer-not], for: [decide], ask: {en: Do you live here?, fr: "Habitez-vous ici?"}}
  phone: {type: phone, for: [contact], keep: P30D, ask: {en: Which number?, fr: "Quel numéro?"}}
  call_at: {type: local-date-time, for: [contact], ask: {en: When?, fr: "Quand?"}}
decisions:
  gate: {table: gate.dmn, outcomes: [in, out]}
disclosures:
  brief: {to: route, facts: [town, safety], purpose: {en: To brief them, fr: Pour les informer}}
  again: {to: us, facts: [phone, call_at], purpose: {en: To call you, fr: Pour vous appeler}}
clocks: {received: start, offered: help.entry}
timers:
  slow: {from: received, in: PT25M, until: helped, stay: {alert: supervisor}}
interrupts:
  risk-raised: {by: [navigator], except: [emergency, rescue], reopen: [safety.danger], to: safety}
  caller-gone:
    by: navigator
    in: [greet, gate, topic]
    to: [{when: {known: phone}, to: call-back}, {to: abandoned}]
start: greet
states:
  greet:
    kind: ask
    questions: [town]
    leaves: {answered: safety}
    script: {en: Hello., fr: Bonjour.}
  safety: {kind: ask, decide: safety.risk, leaves: {imminent: emergency, clear: {resume-or: gate}, undetermined: gate}}
  emergency:
    kind: offer
    route: emergency-911
    handover: warm
    disclosure: {name: brief, override: imminent-risk}
    leaves: {handed-over: rescue, exhausted: rescue}
  rescue:
    kind: wait
    events:
      confirm-contact: {by: [navigator, supervisor], to: rescued}
      lose-contact: {by: [navigator], stay: {alert: supervisor}}
    timers: {check: {from: entry, in: PT5M, every: PT5M, stay: {alert: supervisor}}}
    due: {in: PT30M, owner: supervisor}
  gate: {kind: ask, decide: gate, leaves: {in: topic, out: not-here, undetermined: topic}}
  topic: {kind: ask, decide: {answer: topic}, leaves: {rent: consent, food: consent, undetermined: consent}}
  consent: {kind: consent, disclosure: brief, leaves: {given: help, withheld: help}}
  help:
    kind: offer
    route: {by: topic, rent: housing, food: food-bank, otherwise: housing}
    handover: {consented: warm, otherwise: number}
    leaves: {handed-over: helped, declined-by-client: consent-call, exhausted: consent-call, to-ourselves: search}
  search:
    kind: wait
    events: {give-services: {by: [navigator], fields: {services: [service]}, to: informed}}
    due: {in: PT30M}
  consent-call: {kind: consent, disclosure: again, leaves: {given: when, withheld: declined}}
  when: {kind: ask, questions: [phone, call_at], leaves: {answered: call-back, undetermined: declined}}
  call-back:
    kind: wait
    owner: navigators-queue
    due: {at: call_at}
    events:
      reach-caller: {by: [navigator], to: consent}
      miss-caller: {by: [navigator], max: 3, again: {in: PT2H}, then: missed}
  rescued: {kind: end, disposition: emergency_911, crisis: true, need: referred}
  helped: {kind: end, disposition: {warm: warm_completed, warm-by-fallback: no_answer_fallback, cold: cold, number: number_given}, need: referred}
  informed: {kind: end, disposition: info, need: referred}
  declined: {kind: end, disposition: declined, need: {unmet: refused_referral}}
  missed: {kind: end, disposition: callback_set, need: {unmet: other}}
  abandoned: {kind: end, disposition: abandoned, need: unknown}
  not-here: {kind: end, disposition: not_here, need: referred, opens: {program: core-211, carry: [town, safety]}}
`,
  'labels.yaml': `questions:
  lives_here: {help: {en: Any street counts., fr: Toute rue compte.}}
events:
  confirm-contact: {en: Help has arrived, fr: L’aide est arrivée}
  lose-contact: {en: Contact is lost, fr: Le contact est perdu}
  give-services: {en: Give services, fr: Donner des services}
  reach-caller: {en: Caller reached, fr: Personne jointe}
  miss-caller: {en: No answer, fr: Pas de réponse}
interrupts:
  risk-raised: {en: Risk now, fr: Danger maintenant}
  caller-gone: {en: Caller is gone, fr: La personne est partie}
states:
  greet: {title: {en: greet, fr: greet}}
  safety: {title: {en: safety, fr: safety}}
  emergency: {title: {en: emergency, fr: emergency}}
  rescue: {title: {en: rescue, fr: rescue}}
  gate: {title: {en: gate, fr: gate}}
  topic: {title: {en: topic, fr: topic}}
  consent: {title: {en: consent, fr: consent}}
  help: {title: {en: help, fr: help}}
  search: {title: {en: search, fr: search}}
  consent-call: {title: {en: consent-call, fr: consent-call}}
  when: {title: {en: when, fr: when}}
  call-back: {title: {en: call-back, fr: call-back}}
  rescued: {title: {en: rescued, fr: rescued}}
  helped: {title: {en: helped, fr: helped}}
  informed: {title: {en: informed, fr: informed}}
  declined: {title: {en: declined, fr: declined}}
  missed: {title: {en: missed, fr: missed}}
  abandoned: {title: {en: abandoned, fr: abandoned}}
  not-here: {title: {en: not-here, fr: not-here}}
decisions:
  gate: {title: {en: Gate, fr: Porte}, outcomes: {in: {en: In, fr: Dedans}, out: {en: Out, fr: Dehors}, maybe: {en: Maybe, fr: Peut-être}}}
dispositions:
  emergency_911: {en: emergency_911, fr: emergency_911}
  warm_completed: {en: warm_completed, fr: warm_completed}
  no_answer_fallback: {en: no_answer_fallback, fr: no_answer_fallback}
  cold: {en: cold, fr: cold}
  number_given: {en: number_given, fr: number_given}
  info: {en: info, fr: info}
  declined: {en: declined, fr: declined}
  callback_set: {en: callback_set, fr: callback_set}
  abandoned: {en: abandoned, fr: abandoned}
  not_here: {en: not_here, fr: not_here}
`,
  'routes.yaml': `routes:
  emergency-911: [emergency-911]
  housing: [tenant-line, {service: city-housing, at-most: cold}]
  food-bank: [food-bank, ourselves]
`,
  'gate.dmn': table('gate', 'lives_here', [
    ['"yes"', 'in'],
    ['"no"', 'out'],
  ]),
};

export const fragments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'gate@1': {
    'fragment.yaml': `format: 1
fragment: gate
version: 1
questions:
  danger: {choices: ["yes", "no", unsure], for: [decide, rescue, brief], ask: {en: Are you in danger?, fr: "Êtes-vous en danger?"}}
decisions:
  risk: {table: risk.dmn, outcomes: [imminent, clear]}
`,
    'labels.yaml': `decisions:
  risk: {title: {en: Risk, fr: Risque}, outcomes: {imminent: {en: Now, fr: Maintenant}, clear: {en: Clear, fr: Rien}}}
`,
    'risk.dmn': table('risk', 'danger', [
      ['"yes"', 'imminent'],
      ['"no","unsure"', 'clear'],
    ]),
  },
};

/** A DMN file with one table of one input and one output. */
export function table(id: string, input: string, rows: readonly (readonly [string, string])[]): string {
  const rules = rows.map(
    ([test, outcome], index) => `      <rule id="${id}-${index + 1}">
        <inputEntry id="${id}-${index + 1}-i"><text>${test.replaceAll('"', '&quot;')}</text></inputEntry>
        <outputEntry id="${id}-${index + 1}-o"><text>"${outcome}"</text></outputEntry>
      </rule>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id}-file" name="${id}" namespace="https://front-door.dev">
  <decision id="${id}" name="${id}">
    <decisionTable id="${id}-table" hitPolicy="UNIQUE">
      <input id="${id}-in" label="${input}"><inputExpression id="${id}-expr" typeRef="string"><text>${input}</text></inputExpression></input>
      <output id="${id}-out" name="${id}" typeRef="string" />
${rules.join('\n')}
    </decisionTable>
  </decision>
</definitions>
`;
}
