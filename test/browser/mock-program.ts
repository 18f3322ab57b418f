import type { CaseView, OfferView, QuestionView } from '../../libs/cases/case-view.js';

/** One short program, as data. */
export const both = (en: string, fr: string) => ({ en, fr });
const why = {
  purposes: ['decide' as const],
  decision: 'gate',
  sentence: both('It decides where the call goes.', 'Elle décide où va l’appel.'),
};
const yesNo = [
  { value: 'no', label: both('No', 'Non') },
  { value: 'unsure', label: both('Not sure', 'Incertain') },
  { value: 'yes', label: both('Yes', 'Oui') },
];
function question(id: string, en: string, fr: string, more: Partial<QuestionView> = {}): QuestionView {
  return {
    id,
    type: 'choice',
    ask: both(en, fr),
    short: both(en, fr),
    help: null,
    answers: yesNo,
    optional: false,
    min: null,
    max: null,
    suggested: null,
    why,
    rows: null,
    ...more,
  };
}
export const questions: Readonly<Record<string, readonly QuestionView[]>> = {
  safety: [
    question(
      'safety.danger',
      'Is anyone in immediate danger or hurt right now?',
      'Est-ce que quelqu’un est blessé ou en danger immédiat en ce moment?',
    ),
    question('safety.medical', 'Is an ambulance needed?', 'Faut-il une ambulance?'),
  ],
  'student-check': [
    question(
      'student',
      'Are you a post-secondary student in Ontario?',
      'Étudiez-vous au collège ou à l’université en Ontario?',
    ),
    question('campus', 'Which school or campus?', 'Quel établissement ou campus?', {
      type: 'text',
      answers: [],
      optional: true,
      max: 80,
    }),
    question('topics', 'What would help?', 'Qu’est-ce qui aiderait?', {
      type: 'multi',
      answers: [
        { value: 'listening', label: both('Being heard', 'Être écouté') },
        { value: 'tips', label: both('Tips', 'Des conseils') },
      ],
      optional: true,
    }),
  ],
};
const isStudent = both('Student?', 'Études?');
export const brief = [
  {
    question: 'student',
    ask: isStudent,
    short: isStudent,
    label: both('Yes', 'Oui'),
    doubtedSaidAt: null,
    phone: null,
  },
];

/** What the caller agrees to: the program has one service to offer. */
export const firstOffer: OfferView = {
  id: 'offer-1',
  state: 'transfer',
  service: 'khp',
  agency: 'khp',
  picked: false,
  name: both('Kids Help Phone', 'Jeunesse, J’écoute'),
  phone: '+18006686868',
  ownLine: false,
  noted: null,
  hoursKnown: true,
  handover: 'warm',
  status: 'offered',
  reason: null,
  fallback: false,
  consent: 'c',
  override: null,
  brief,
  notKnown: [],
  leftUnsafeAt: null,
  team: null,
  steps: (['permission', 'disconnect-number', 'dial', 'brief', 'three-way'] as const).map((step) => ({
    step,
    at: null,
  })),
  expires: null,
  offeredAt: '2026-06-01T12:00:00.000Z',
  answeredAt: null,
};

export const verdicts: CaseView['verdicts'] = {
  gate: {
    title: both('Who this line is for', 'À qui s’adresse la ligne'),
    labels: { student: both('Student', 'Étudie'), 'not-student': both('Not a student', 'N’étudie pas') },
    status: 'open',
    outcome: null,
    possible: ['student', 'not-student'],
    missing: ['student'],
    declined: [],
    because: null,
    flips: [],
    method: 'exact',
    sentence: both('Not known yet.', 'Pas encore connu.'),
    byTime: null,
  },
};

/** The same once it is answered; on a day to come, age alone decides otherwise. */
export const settled: CaseView['verdicts'] = {
  gate: {
    ...verdicts['gate']!,
    status: 'settled',
    outcome: 'student',
    possible: ['student'],
    missing: [],
    because: { table: 'gate', version: 'v', row: 1, read: ['student'] },
    sentence: both('Result: Student.', 'Résultat : Étudie.'),
    byTime: {
      on: '2027-03-01',
      outcome: 'not-student',
      label: both('Not a student', 'N’étudie pas'),
      sentence: both(
        'On or after March 1, 2027 it would be otherwise.',
        'À compter du 1er mars 2027, ce serait autre.',
      ),
    },
  },
};

export const whyNot = {
  items: [
    {
      outcome: 'not-student',
      label: both('Not a student', 'N’étudie pas'),
      kind: 'changes',
      row: 2,
      changes: [
        { question: 'student', short: both('Student', 'Études'), from: both('Yes', 'Oui'), to: both('No', 'Non') },
        { question: 'age', short: both('Age', 'Âge'), from: null, to: both('12', '12') },
      ],
      sentence: both('It would be “Not a student”.', 'Ce serait « N’étudie pas ».'),
    },
    {
      outcome: 'rich',
      label: both('Rich', 'Riche'),
      kind: 'never',
      row: null,
      changes: [],
      sentence: both('No answers lead to “Rich”.', 'Aucune réponse ne mène à « Riche ».'),
    },
  ],
  byTime: settled['gate']!.byTime,
};

export const consent: CaseView['consent'] = {
  disclosure: 'brief',
  purpose: both('So that you need not repeat yourself', 'Pour vous éviter de tout répéter'),
  to: 'route',
  recipients: [both('Kids Help Phone', 'Jeunesse, J’écoute')],
  agreedBefore: [],
  facts: brief,
  givenBy: ['self', 'third-party'],
};

const allowed = (
  event: string,
  en: string,
  fr: string,
  of: CaseView['allowed'][number]['kind'],
  fields: CaseView['allowed'][number]['fields'] = [],
) => ({ event, label: both(en, fr), kind: of, override: null, fields });
const field = (name: string, type: string, choices: string[] = []) => ({
  name,
  type,
  choices,
  optional: false,
  ask: null,
  question: null,
});

export function allowedIn(kind: CaseView['kind']): CaseView['allowed'] {
  return kind === 'end'
    ? []
    : [
        allowed('risk-raised', 'Risk now', 'Risque immédiat', 'interrupt'),
        {
          ...allowed('caller-gone', 'The caller is gone', 'La personne n’est plus en ligne', 'interrupt'),
          line: 'lost',
        },
        ...(kind === 'offer'
          ? [
              allowed('hand-over', 'Taken', 'Pris', 'offer', [field('handover', 'choice', ['warm', 'cold', 'number'])]),
              allowed('target-declined', 'Not taken', 'Pas pris', 'offer', [
                field('reason', 'choice', ['no-answer', 'full', 'language']),
              ]),
              allowed('client-declined', 'Declined', 'Refusé', 'offer'),
            ]
          : []),
        ...(kind === 'wait'
          ? [
              allowed('give-services', 'I gave these services', 'J’ai donné ces services', 'event', [
                field('services', 'services'),
              ]),
            ]
          : []),
      ];
}
