import { describe, expect, it } from '@jest/globals';
import { checkShape } from './check-shape.js';
import { parseYaml } from './parse-yaml.js';

/** What a dispatch program writes that the small example does not. */
const dispatch = `format: 1
program: teams
title: {en: Teams, fr: Équipes}
languages: [en, fr]
subject: {third-party: allowed, name: optional}
defaults: {owner: navigator, due: {in: PT30M, assumption: true}, overdue: {alert: supervisor}}
questions:
  address: {type: address, for: [route, brief]}
  ward: {type: integer, min: 1, max: 25, for: [route], from: address, assumption: true}
  source: {choices: [line-211, line-911], for: [report]}
decisions: {area: {table: areas.dmn#area, outcomes: [north, other]}}
disclosures: {team-brief: {to: route, facts: [address]}, after-care: {to: holder, facts: [address]}}
clocks: {received: start, dispatched: team.entry, accepted: team.handed-over, closed: end}
timers: {arrival-alert: {from: dispatched, in: PT25M, until: on-scene, stay: {alert: supervisor}}}
interrupts:
  call-off: {by: [navigator], in: [team], fields: {why: [solved, left]}, to: gone, revoke: true}
  change-facts: {by: [agency], in: [accepted], fields: [address], stay: {tell: holder}}
start: area
states:
  area: {kind: ask, decide: area, leaves: {north: team, other: pick, undetermined: pick, assumption: true}}
  team: {kind: offer, route: {by: area, then: nearest}, handover: dispatch, disclosure: {name: team-brief, needs: consent}, attempt: PT5M, leaves: {handed-over: accepted, exhausted: pick, declined-by-client: gone}}
  pick:
    kind: wait
    owner: supervisors
    due: {in: PT5M, overdue: {alert: on-call-manager, every: PT5M}}
    events: {pick-team: {by: [supervisor], fields: {agency: {in-route: anchors}}, to: picked}}
  picked: {kind: offer, route: {picked: pick.agency}, handover: dispatch, disclosure: {name: team-brief, needs: consent, or-override: {by: supervisor, why: risk-of-harm}}, leaves: {handed-over: accepted, exhausted: pick}}
  accepted: {kind: wait, owner: holder, due: {from: accepted, in: PT48H, to: gone}, events: {hand-back: {by: [agency], fields: {why: decline-reason}, to: {resume-or: team}}}}
  after: {kind: consent, owner: holder, disclosure: after-care, by: [self], leaves: {given: gone, withheld: gone}}
  beside: {kind: offer, route: emergency-911, handover: warm, beside: dispatch, disclosure: team-brief, leaves: {handed-over: gone, exhausted: gone}}
  gone: {kind: end, disposition: {warm: a, cold: b}, need: {from: outcome}, crisis: true, opens: {program: core-211, carry: [address]}}
`;

describe('the published schema', () => {
  it('has room for all that the worked examples write', () => {
    const { file, problems } = parseYaml('program.yaml', dispatch);
    expect(problems).toEqual([]);
    expect(file && checkShape(file, 'program')).toEqual([]);
  });

  it.each([
    ['labels', 'states: {greet: {script: {en: Hi, fr: Salut}}}\nevents: {greet.wave: {en: Wave, fr: Saluer}}\n'],
    ['routes', 'routes: {a: [x, {service: z, interpreter: false}, ourselves, {ourselves: {en: Us, fr: Nous}}]}\n'],
    [
      'fragment',
      'format: 1\nfragment: gate\nversion: 1\nquestions: {danger: {choices: ["yes", "no"], for: [decide]}}\n',
    ],
  ] as const)('describes %s.yaml too', (shape, text) => {
    const { file } = parseYaml(`${shape}.yaml`, text);
    expect(file && checkShape(file, shape)).toEqual([]);
  });

  it('refuses a key in a kind of state that does not have it', () => {
    const { file } = parseYaml('program.yaml', dispatch.replace('kind: end,', 'kind: end, owner: navigator,'));
    expect(file && checkShape(file, 'program')).toMatchObject([
      { code: 'unknown-key', message: 'There is no key "owner" in "gone".' },
    ]);
  });
});
