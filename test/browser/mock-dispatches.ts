import type { DispatchDto } from '../../apps/api/dispatches/dispatch.dto.js';

const both = (en: string, fr: string) => ({ en, fr });
const now = Date.now();
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const cmha = both('CMHA Toronto crisis team', 'Équipe de crise de CMHA Toronto');
const taibu = both('TAIBU crisis team', 'Équipe de crise TAIBU');
const notFound = both('The team did not find them', 'L’équipe n’a pas trouvé la personne');
const gerstein = both('Gerstein crisis team', 'Équipe de crise Gerstein');

const dispatch = (index: number, more: Partial<DispatchDto>): DispatchDto => ({
  id: `case-${index}`,
  number: `T-1${index}4-2${index}8`,
  revision: 7,
  programTitle: both('Toronto Community Crisis Service', 'Service d’intervention en cas de crise de Toronto'),
  state: 'team',
  stateTitle: both('A team is being asked', 'On demande une équipe'),
  group: 'asked',
  stage: 'asked',
  risk: false,
  safetyAsked: false,
  clocks: { received: at(-9), dispatched: at(-4), accepted: null, enRoute: null, onScene: null },
  team: {
    referral: 'referral',
    agency: 'taibu-chc',
    service: 'taibu-crisis-team',
    name: taibu,
    sends: null,
    since: at(-2),
    answerBy: at(3),
    picked: false,
  },
  tries: [
    { name: gerstein, how: 'declined', reason: 'full', ending: null, askedAt: at(-4), answeredAt: at(-2) },
    // Who is asked once more now.
    { name: taibu, how: 'expired', reason: null, ending: null, askedAt: at(-9), answeredAt: at(-4) },
  ],
  area: both('North East', 'Nord-Est'),
  about: [
    { question: 'source', short: both('Who called', 'Qui appelle'), label: both('911', '911') },
    {
      question: 'reason',
      short: both('Reason', 'Raison'),
      label: both('Wellbeing check', 'Vérification du bien-être'),
    },
  ],
  ...{ safety: null, dangers: [], lineBroke: false, mayBeCalled: true },
  alerts: [],
  unread: [],
  owner: { kind: 'person', id: 'person-2', name: both('Samuel Okafor', 'Samuel Okafor') },
  due: at(25),
  overdue: 0,
  overdueSince: null,
  ...more,
});
const told = (index: number, minutes: number, seenByName: string | null = null) => ({
  id: `told-${index}`,
  what: both('25 minutes, and not yet: On the scene', '25 minutes, et pas encore : Sur place'),
  reason: null as string | null,
  at: at(minutes),
  seenBy: seenByName && 'person-9',
  seenByName,
});

/** One of each group, as the API orders them: what needs somebody first. */
export const dispatches = (): readonly DispatchDto[] => [
  dispatch(1, {
    group: 'unassigned',
    stage: 'unassigned',
    safety: both('Distress', 'Détresse'),
    dangers: [
      {
        question: 'safety.suicide',
        short: both('Suicide', 'Suicide'),
        label: both('Yes, thoughts of it', 'Oui, y pense'),
      },
    ],
    ...{ lineBroke: true, mayBeCalled: false },
    risk: true,
    safetyAsked: false,
    stateTitle: both('A supervisor chooses a team', 'Une personne qui supervise choisit une équipe'),
    team: null,
    tries: [
      { name: gerstein, how: 'over', reason: null, ending: notFound, askedAt: at(-19), answeredAt: at(-18) },
      { name: cmha, how: 'expired', reason: null, ending: null, askedAt: at(-24), answeredAt: at(-19) },
      { name: taibu, how: 'declined', reason: 'outside-area', ending: null, askedAt: at(-29), answeredAt: at(-24) },
    ],
    clocks: { received: at(-31), dispatched: at(-29), accepted: null, enRoute: null, onScene: null },
    alerts: [
      {
        ...told(1, -4),
        what: both('The team cannot go on', 'L’équipe ne peut pas continuer'),
        reason: 'unsafe',
      },
    ],
    owner: { kind: 'queue', id: 'supervisors', name: both('Supervisors', 'Équipe de supervision') },
    overdue: 1,
    overdueSince: at(-4),
  }),
  dispatch(2, {
    group: 'late',
    stage: 'en-route',
    stateTitle: both('The team is on its way', 'L’équipe est en route'),
    clocks: { received: at(-71), dispatched: at(-66), accepted: at(-61), enRoute: at(-44), onScene: null },
    team: {
      referral: 'referral',
      agency: 'cmha-toronto',
      service: 'cmha-crisis-team',
      name: cmha,
      sends: both('Team 2', 'Équipe 2'),
      since: at(-61),
      answerBy: null,
      picked: false,
    },
    tries: [],
    alerts: [told(2, -41), told(3, -42, 'Priya Nair')],
    unread: [
      { name: cmha, phone: '416-555-0171', about: 'facts-changed', at: at(-6) },
      { name: gerstein, phone: null, about: 'called-off', at: at(-62) },
    ],
  }),
  dispatch(3, {}),
  dispatch(4, {
    group: 'on-scene',
    stage: 'on-scene',
    stateTitle: both('The team is with the person', 'L’équipe est auprès de la personne'),
    clocks: { received: at(-90), dispatched: at(-85), accepted: at(-80), enRoute: at(-75), onScene: at(-61) },
    team: {
      referral: 'referral',
      agency: 'cmha-toronto',
      service: 'cmha-crisis-team',
      name: cmha,
      sends: null,
      since: at(-80),
      answerBy: null,
      picked: false,
    },
    tries: [],
    alerts: [told(4, -60, 'Priya Nair')],
  }),
];
export const dispatchCounts = (all: readonly DispatchDto[]) => {
  const of = (group: string) => all.filter((one) => one.group === group).length;
  return {
    unassigned: of('unassigned'),
    late: of('late'),
    asked: of('asked'),
    accepted: of('accepted'),
    'en-route': of('en-route'),
    'on-scene': of('on-scene'),
    'follow-up-late': of('follow-up-late'),
  };
};
