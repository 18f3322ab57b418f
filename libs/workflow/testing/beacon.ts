import type { DecisionTable } from '../../eligibility/index.js';
import type { ProgramDocuments, ProgramSource } from '../source.js';

const both = (word: string) => ({ en: word, fr: `${word} (fr)` });

function choiceTable(id: string, question: string, rows: readonly (readonly [string, string])[]): DecisionTable {
  return {
    id,
    name: id,
    version: '0'.repeat(64),
    hitPolicy: 'UNIQUE',
    inputs: [{ question, label: both(question) }],
    outputs: [{ name: id, values: [] }],
    rows: rows.map(([value, outcome]) => ({
      tests: [{ test: 'compare', operator: '=', to: { kind: 'string', value } }],
      outputs: [outcome],
      annotation: null,
    })),
  };
}

/** A small program as written, with a shorthand of each sort. */
export const beaconSource: ProgramSource = {
  format: 1,
  program: 'beacon',
  title: both('Beacon'),
  languages: ['en', 'fr'],
  subject: { 'third-party': 'allowed', name: 'never' },
  include: { safety: 'gate@1' },
  defaults: { owner: 'navigator', due: 'PT60M', overdue: { alert: 'supervisor' } },
  questions: {
    area: { choices: ['north', 'south', 'elsewhere'], for: ['decide', 'route'], ask: both('Where?') },
    member: { choices: ['yes', 'no', 'prefer-not'], for: ['decide'], ask: both('Member?') },
    phone: { type: 'phone', for: ['contact'], ask: both('Number?') },
  },
  decisions: { gate: { table: 'gate.dmn', outcomes: ['in', 'out'] } },
  disclosures: { brief: { to: 'route', facts: ['area', 'safety'], purpose: both('To brief them') } },
  clocks: { received: 'start', sent: 'team.handed-over' },
  interrupts: {
    'risk-raised': {
      by: ['navigator'],
      except: ['urgent'],
      reopen: ['safety.danger'],
      to: 'safety',
      label: both('Risk'),
    },
    'caller-gone': {
      by: 'navigator',
      in: ['gate', 'area'],
      to: [{ when: { gate: ['in', 'out'], known: 'phone' }, to: 'waiting' }, { to: 'gone' }],
      label: both('Gone'),
    },
  },
  start: 'safety',
  states: {
    safety: {
      kind: 'ask',
      decide: 'safety.risk',
      leaves: { imminent: 'urgent', clear: { 'resume-or': 'gate' }, undetermined: 'gate' },
    },
    urgent: {
      kind: 'offer',
      route: 'emergency',
      handover: 'warm',
      disclosure: { name: 'brief', override: 'imminent-risk' },
      leaves: { 'handed-over': 'helped', exhausted: 'helped' },
    },
    gate: { kind: 'ask', decide: 'gate', leaves: { in: 'area', out: 'gone', undetermined: 'area' } },
    area: {
      kind: 'ask',
      decide: { answer: 'area' },
      questions: ['phone'],
      leaves: { north: 'agree', south: 'agree', elsewhere: 'gone', undetermined: 'gone' },
    },
    agree: { kind: 'consent', disclosure: 'brief', leaves: { given: 'team', withheld: 'team' } },
    team: {
      kind: 'offer',
      route: { by: 'area', then: 'nearest' },
      handover: 'warm',
      leaves: { 'handed-over': 'helped', exhausted: 'waiting', 'declined-by-client': 'gone' },
    },
    waiting: {
      kind: 'wait',
      owner: 'supervisor',
      due: { in: 'PT30M', to: 'gone' },
      timers: { nudge: { in: 'PT5M', every: 'PT5M', stay: { alert: 'supervisor' } }, give: { in: 'PT2H', to: 'gone' } },
      events: {
        'find-team': { by: ['navigator'], to: 'team' },
        'miss-team': { by: ['navigator'], max: 3, again: { in: 'PT10M' }, then: 'gone' },
        note: {
          by: ['agency', 'navigator'],
          fields: { why: ['full', 'closed'], services: ['service'] },
          stay: { tell: 'holder' },
        },
      },
    },
    helped: { kind: 'end', disposition: 'helped', need: 'met', crisis: true },
    gone: {
      kind: 'end',
      disposition: 'gone',
      need: { unmet: 'other' },
      opens: { program: 'core-211', carry: ['area', 'safety'] },
    },
  },
};

export const beacon: ProgramDocuments = {
  program: beaconSource,
  labels: {
    questions: { area: { choices: { north: both('North'), south: both('South'), elsewhere: both('Elsewhere') } } },
    states: {
      ...Object.fromEntries(Object.keys(beaconSource.states).map((id) => [id, { title: both(id) }])),
      agree: { title: both('agree'), script: both('May we tell them?'), help: both('Wait for a clear yes.') },
    },
    decisions: { gate: { title: both('Gate'), outcomes: { in: both('In'), out: both('Out') } } },
    dispositions: { helped: both('Helped'), gone: both('Gone') },
    events: { 'find-team': both('Team found'), 'miss-team': both('No team'), 'waiting.note': both('Note') },
  },
  routes: {
    routes: {
      emergency: ['emergency-911'],
      north: ['north-team', { service: 'both-teams', interpreter: false }],
      south: [{ service: 'south-team', 'at-most': 'cold' }],
      nearest: ['both-teams', 'far-team'],
    },
  },
  fragments: {
    'gate@1': {
      labels: {
        decisions: { risk: { title: both('Risk'), outcomes: { imminent: both('Now'), clear: both('Clear') } } },
      },
      fragment: {
        format: 1,
        fragment: 'gate',
        version: 1,
        questions: { danger: { choices: ['yes', 'no'], for: ['decide'], ask: both('Danger?') } },
        decisions: { risk: { table: 'risk.dmn', outcomes: ['imminent', 'clear'] } },
      },
      tables: {
        'risk.dmn': [
          choiceTable('risk', 'danger', [
            ['yes', 'imminent'],
            ['no', 'clear'],
          ]),
        ],
      },
    },
  },
  tables: {
    'gate.dmn': [
      choiceTable('gate', 'member', [
        ['yes', 'in'],
        ['no', 'out'],
      ]),
    ],
  },
};
