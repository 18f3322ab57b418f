import { describe, expect, it } from '@jest/globals';
import { type FileProblem, readProgram } from './index.js';
import { fragments, lantern, table } from './testing/lantern.js';

/** One slip of a person's hand: in `file`, `from` became `to`. The problem is said on the line that has `on`. */
interface Mistake {
  readonly code: string;
  readonly file?: string;
  readonly from: string;
  readonly to: string;
  /** Text of the line where the problem must be shown; `to` when left out. */
  readonly on?: string;
  /** The file where it is shown, when that is another one. */
  readonly shownIn?: string;
  /** Part of what to write instead. */
  readonly instead: string;
}

const yaml: readonly Mistake[] = [
  {
    code: 'duplicate-key',
    from: 'start: greet',
    to: 'start: greet\nstart: safety',
    on: 'start: safety',
    instead: 'Keep one',
  },
  { code: 'anchor', from: 'start: greet', to: 'start: &here greet', instead: 'write each part out' },
  { code: 'alias', from: 'when: {kind: ask', to: 'when: {kind: *ask', instead: 'Write the part out' },
  { code: 'merge-key', from: 'search:\n', to: 'search:\n    <<: {}\n', on: '<<: {}', instead: 'Write its keys out' },
  { code: 'tag', from: 'start: greet', to: 'start: !!str greet', instead: 'Take it out' },
  {
    code: 'directive',
    from: 'format: 1\n',
    to: '%YAML 1.1\n---\nformat: 1\n',
    on: '%YAML',
    instead: 'Take the line out',
  },
  { code: 'several-documents', from: 'start: greet', to: 'start: greet\n---\na: 1', on: '---', instead: 'two files' },
  {
    code: 'unquoted-yes-no',
    from: 'choices: ["yes", "no", prefer-not]',
    to: 'choices: [yes, "no", prefer-not]',
    instead: 'Write "yes" in quotes',
  },
  {
    code: 'tab-indent',
    from: '    questions: [town]',
    to: '\tquestions: [town]',
    on: '\tquestions',
    instead: 'spaces',
  },
  {
    code: 'yaml-syntax',
    from: 'questions: [town]',
    to: 'questions: [town',
    on: 'leaves: {answered: safety}',
    instead: 'Close it with ]',
  },
  {
    code: 'nested-too-deep',
    from: 'start: greet',
    to: `start: ${'['.repeat(40)}${']'.repeat(40)}`,
    on: 'start: [',
    instead: 'levels',
  },
];

const shapes: readonly Mistake[] = [
  {
    code: 'unknown-key',
    from: 'handover: warm\n',
    to: 'handovr: warm\n',
    on: 'handovr',
    instead: 'Did you mean "handover"?',
  },
  { code: 'missing-key', from: '    handover: warm\n', to: '', on: 'emergency:', instead: 'Add handover' },
  {
    code: 'value-is-unknown',
    from: 'greet:\n    kind: ask',
    to: 'greet:\n    kind: aks',
    on: 'kind: aks',
    instead: 'Did you mean "ask"?',
  },
  { code: 'value-is-of-wrong-kind', from: 'questions: [town]', to: 'questions: town', instead: 'Write a list' },
  {
    code: 'duration-is-malformed',
    from: 'in: PT30M, owner',
    to: 'in: 30 minutes, owner',
    instead: 'PT5M for five minutes',
  },
  { code: 'name-is-malformed', from: '  town: {type: text', to: '  Town: {type: text', instead: 'lower-case' },
  { code: 'fragment-without-version', from: 'safety: gate@1', to: 'safety: gate', on: 'include:', instead: 'name@1' },
  {
    code: 'value-is-unknown',
    from: 'for: [contact], keep',
    to: 'for: [contakt], keep',
    instead: 'Did you mean "contact"?',
  },
  {
    code: 'value-is-unknown',
    from: 'by: [navigator, supervisor]',
    to: 'by: [navigator, supervizor]',
    instead: 'Did you mean "supervisor"?',
  },
  { code: 'item-twice', from: 'questions: [phone, call_at]', to: 'questions: [phone, phone]', instead: 'Keep one' },
  { code: 'value-is-empty', from: 'languages: [en, fr]', to: 'languages: []', instead: 'Fill it in' },
  { code: 'number-is-out-of-bounds', from: 'max: 3, again', to: 'max: 0, again', instead: 'Write a number >= 1' },
  {
    code: 'unknown-key',
    file: 'routes.yaml',
    from: 'at-most: cold',
    to: 'atmost: cold',
    instead: 'Did you mean "at-most"?',
  },
  {
    code: 'unknown-key',
    file: 'labels.yaml',
    from: 'interrupts:',
    to: 'interupts:',
    instead: 'Did you mean "interrupts"?',
  },
];

const names: readonly Mistake[] = [
  { code: 'unknown-state', from: 'given: help,', to: 'given: hepl,', instead: 'Did you mean "help"?' },
  { code: 'unknown-state', from: 'start: greet', to: 'start: gret', instead: 'Did you mean "greet"?' },
  { code: 'unknown-state', from: '{to: abandoned}]', to: '{to: abandonned}]', instead: 'Did you mean "abandoned"?' },
  { code: 'unknown-state', from: '{resume-or: gate}', to: '{resume-or: gat}', instead: 'Did you mean "gate"?' },
  { code: 'unknown-state', from: 'until: helped', to: 'until: help-ed', instead: 'Did you mean "helped"?' },
  {
    code: 'unknown-state',
    from: 'except: [emergency, rescue]',
    to: 'except: [emergency, rescu]',
    instead: 'Did you mean "rescue"?',
  },
  {
    code: 'interrupt-names-an-end',
    from: 'in: [greet, gate, topic]',
    to: 'in: [greet, gate, declined]',
    instead: 'Take it out',
  },
  { code: 'unknown-question', from: 'questions: [town]', to: 'questions: [twon]', instead: 'Did you mean "town"?' },
  { code: 'unknown-question', from: 'facts: [town, safety]', to: 'facts: [town, safty]', instead: 'Write' },
  {
    code: 'unknown-question',
    from: 'reopen: [safety.danger]',
    to: 'reopen: [safety.dangr]',
    instead: 'Did you mean "safety.danger"?',
  },
  { code: 'unknown-question', from: 'known: phone', to: 'known: fone', instead: 'Write' },
  {
    code: 'unknown-question',
    from: 'decide: {answer: topic}',
    to: 'decide: {answer: topics}',
    instead: 'Did you mean "topic"?',
  },
  {
    code: 'unknown-question',
    from: 'carry: [town, safety]',
    to: 'carry: [towns, safety]',
    instead: 'Did you mean "town"?',
  },
  {
    code: 'unknown-decision',
    from: 'decide: safety.risk',
    to: 'decide: safety.risks',
    instead: 'Did you mean "safety.risk"?',
  },
  { code: 'unknown-decision', from: 'when: {known: phone}', to: 'when: {lives_here: "yes"}', instead: 'Declare it' },
  { code: 'unknown-outcome', from: 'when: {known: phone}', to: 'when: {gate: inn}', instead: 'Did you mean "in"?' },
  {
    code: 'unknown-outcome',
    from: 'rent: housing, food:',
    to: 'rents: housing, food:',
    instead: 'Did you mean "rent"?',
  },
  { code: 'unknown-disclosure', from: 'disclosure: again', to: 'disclosure: agian', instead: 'Did you mean "again"?' },
  { code: 'unknown-route', from: 'food: food-bank,', to: 'food: foodbank,', instead: 'Did you mean "food-bank"?' },
  {
    code: 'unknown-route',
    from: 'fields: {services: [service]}',
    to: 'fields: {services: [service], who: {in-route: hosing}}',
    instead: 'Did you mean "housing"?',
  },
  { code: 'unknown-pick', from: 'route: emergency-911', to: 'route: {picked: search.agency}', instead: 'in-route' },
  { code: 'unknown-clock', from: 'from: received', to: 'from: recieved', instead: 'Did you mean "received"?' },
  { code: 'unknown-exit', from: 'offered: help.entry', to: 'offered: help.entri', instead: 'Did you mean "entry"?' },
  {
    code: 'unknown-fragment',
    from: 'safety: gate@1',
    to: 'safety: gate@2',
    on: 'include:',
    instead: 'Did you mean "gate@1"?',
  },
  { code: 'unknown-table', from: 'table: gate.dmn', to: 'table: gates.dmn', instead: 'Did you mean "gate.dmn"?' },
  {
    code: 'label-for-nothing',
    file: 'labels.yaml',
    from: 'miss-caller',
    to: 'mis-caller',
    instead: 'Did you mean "miss-caller"?',
  },
];

const exits: readonly Mistake[] = [
  {
    code: 'missing-exit',
    from: ', undetermined: topic}',
    to: '}',
    on: 'gate: {kind: ask',
    instead: 'Add undetermined',
  },
  {
    code: 'missing-exit',
    from: 'imminent: emergency, clear',
    to: 'clear',
    on: 'safety: {kind: ask',
    instead: 'Add imminent',
  },
  {
    code: 'missing-exit',
    from: 'given: help, withheld: help',
    to: 'given: help',
    on: 'consent: {kind',
    instead: 'Add withheld',
  },
  {
    code: 'missing-exit',
    from: ', exhausted: rescue',
    to: '',
    on: 'leaves: {handed-over: rescue}',
    instead: 'Add exhausted',
  },
  {
    code: 'missing-exit',
    from: 'declined-by-client: consent-call, ',
    to: '',
    on: 'to-ourselves: search',
    instead: 'Add declined-by-client',
  },
  {
    code: 'missing-exit',
    from: ', to-ourselves: search',
    to: '',
    on: 'declined-by-client: consent-call',
    instead: 'Add to-ourselves',
  },
  {
    code: 'unknown-exit',
    from: 'exhausted: rescue}',
    to: 'exhausted: rescue, to-ourselves: rescue}',
    instead: 'take it out',
  },
  {
    code: 'unknown-exit',
    from: 'leaves: {answered: safety}',
    to: 'leaves: {answered: safety, asked: safety}',
    instead: 'undetermined',
  },
  {
    code: 'wait-without-exit',
    from: 'confirm-contact: {by: [navigator, supervisor], to: rescued}',
    to: 'confirm-contact: {by: [navigator], stay: {alert: supervisor}}',
    on: 'events:',
    instead: 'to',
  },
  {
    code: 'missing-disposition',
    from: 'warm-by-fallback: no_answer_fallback, ',
    to: '',
    on: 'helped: {kind: end',
    instead: 'Add warm-by-fallback',
  },
  { code: 'unreachable-state', from: 'start: greet', to: 'start: safety', on: 'greet:', instead: 'Lead an exit to it' },
  {
    code: 'dead-state',
    from: 'leaves: {given: when, withheld: declined}',
    to: 'leaves: {given: consent-call, withheld: consent-call}',
    on: 'consent-call: {kind',
    instead: 'towards an end',
  },
  {
    code: 'target-is-unclear',
    from: '{resume-or: gate}',
    to: '{resume-or: gate, to: gate}',
    instead: 'Write to: state, or resume-or',
  },
  {
    code: 'last-target-is-guarded',
    from: ', {to: abandoned}]',
    to: ', {when: {gate: out}, to: abandoned}]',
    instead: 'last entry without',
  },
  {
    code: 'target-hides-the-rest',
    from: '{when: {known: phone}, to: call-back}',
    to: '{to: call-back}',
    instead: 'Give it a `when`',
  },
  {
    code: 'event-is-unclear',
    from: 'to: rescued}',
    to: 'to: rescued, stay: {alert: supervisor}}',
    instead: 'Write to: state, or stay',
  },
  {
    code: 'counter-is-unbounded',
    from: 'max: 3, again: {in: PT2H}, then: missed',
    to: 'again: {in: PT2H}, then: missed',
    instead: 'max: 3',
  },
  {
    code: 'interrupt-is-unclear',
    from: 'reopen: [safety.danger], to: safety}',
    to: 'reopen: [safety.danger]}',
    on: 'risk-raised: {by',
    instead: 'Write to: state',
  },
  { code: 'ask-without-questions', from: '    questions: [town]\n', to: '', on: 'greet:', instead: 'Write questions' },
];

const texts: readonly Mistake[] = [
  {
    code: 'text-missing',
    from: 'ask: {en: Which town?, fr: "Quelle ville?"}',
    to: 'ask: {en: Which town?}',
    instead: 'Write fr: "…" here or under questions.town.ask in labels.yaml',
  },
  {
    code: 'text-missing',
    from: 'languages: [en, fr]',
    to: 'languages: [en, fr, es]',
    on: 'title:',
    instead: 'Write es',
  },
  {
    code: 'text-missing',
    file: 'labels.yaml',
    from: '  caller-gone: {en: Caller is gone, fr: La personne est partie}\n',
    to: '',
    on: '  caller-gone:',
    shownIn: 'program.yaml',
    instead: 'interrupts.caller-gone in labels.yaml',
  },
  {
    code: 'text-missing',
    file: 'labels.yaml',
    from: ', fr: Pas de réponse',
    to: '',
    on: 'miss-caller',
    instead: 'Write fr',
  },
  {
    code: 'text-missing',
    from: 'rent: {en: Rent, fr: Loyer}',
    to: 'rent: {en: Rent}',
    on: 'choices: {rent',
    instead: 'Write fr',
  },
  {
    code: 'text-twice',
    file: 'labels.yaml',
    from: '  lives_here: {',
    to: '  lives_here: {ask: {fr: Encore?}, ',
    on: 'Encore',
    instead: 'Keep one',
  },
];

const timing: readonly Mistake[] = [
  {
    code: 'timer-without-effect',
    from: 'every: PT5M, stay: {alert: supervisor}}}',
    to: 'every: PT5M}}',
    instead: 'Write stay',
  },
  { code: 'timer-without-time', from: 'from: received, in: PT25M', to: 'from: received', instead: 'Write in' },
  { code: 'timer-without-start', from: 'from: received, in: PT25M', to: 'in: PT25M', instead: 'name of a clock' },
  {
    code: 'timer-repeats-for-nothing',
    from: 'every: PT5M, stay: {alert: supervisor}',
    to: 'every: PT5M, to: rescued',
    instead: '`every`',
  },
  {
    code: 'timer-on-an-end',
    from: 'informed: {kind: end,',
    to: 'informed: {kind: end, timers: {t: {in: PT5M, stay: {alert: supervisor}}},',
    instead: 'Take it out',
  },
  { code: 'fact-is-not-a-moment', from: 'due: {at: call_at}', to: 'due: {at: town}', instead: 'local-date-time' },
  {
    code: 'deadline-is-unclear',
    from: 'due: {at: call_at}',
    to: 'due: {at: call_at, in: PT5M}',
    instead: 'Keep `in` or `at`',
  },
  { code: 'value-is-unknown', from: 'owner: navigators-queue', to: 'owner: system', instead: 'navigator' },
];

const disclosure: readonly Mistake[] = [
  {
    code: 'disclosure-without-consent',
    from: 'consent: {kind: consent, disclosure: brief',
    to: 'consent: {kind: consent, disclosure: again',
    on: 'help:',
    instead: 'kind: consent, disclosure: brief',
  },
  {
    code: 'disclosure-without-consent',
    from: 'handover: {consented: warm, otherwise: number}',
    to: 'disclosure: {name: brief, needs: consent}\n    handover: warm',
    on: 'needs: consent',
    instead: 'before it',
  },
  {
    code: 'disclosure-is-not-for-a-route',
    from: '{name: brief, override',
    to: '{name: again, override',
    instead: 'Write "brief"',
  },
  {
    code: 'disclosure-is-unused',
    from: 'disclosures:\n',
    to: 'disclosures:\n  spare: {to: us, facts: [town], purpose: {en: A, fr: B}}\n',
    on: 'spare:',
    instead: 'Name it in a state',
  },
  {
    code: 'dispatch-without-disclosure',
    from: 'handover: {consented: warm, otherwise: number}',
    to: 'handover: dispatch',
    instead: 'needs: consent',
  },
  {
    code: 'question-without-use',
    from: 'town: {type: text, for: [route, brief]',
    to: 'town: {type: text, for: [decide]',
    instead: 'Read it in the table',
  },
  {
    code: 'route-without-otherwise',
    from: 'food: food-bank, otherwise: housing',
    to: 'food: food-bank',
    on: 'route: {by: topic',
    instead: 'Add otherwise',
  },
  {
    code: 'answer-is-not-a-choice',
    from: 'decide: {answer: topic}',
    to: 'decide: {answer: town}',
    instead: 'Give it choices',
  },
  { code: 'question-without-type', from: 'town: {type: text, for', to: 'town: {for', instead: 'type: text' },
  {
    code: 'choices-do-not-fit',
    from: 'lives_here: {choices',
    to: 'lives_here: {type: text, choices',
    instead: 'type: choice',
  },
];

const crisis: readonly Mistake[] = [
  {
    code: 'imminent-risk-is-dropped',
    from: 'to: rescued}',
    to: 'to: abandoned}',
    on: 'imminent: emergency',
    instead: 'crisis: true',
  },
];

const tables: readonly Mistake[] = [
  {
    code: 'outcome-is-never-given',
    from: 'outcomes: [in, out]',
    to: 'outcomes: [in, out, maybe]',
    instead: 'take it out',
  },
  {
    code: 'outcome-is-not-declared',
    file: 'gate.dmn',
    from: '<text>"out"</text>',
    to: '<text>"outt"</text>',
    on: '<rule id="gate-2">',
    instead: '"out"',
  },
  {
    code: 'constant-outside-domain',
    file: 'gate.dmn',
    from: '&quot;no&quot;',
    to: '&quot;non&quot;',
    on: '<rule id="gate-2">',
    instead: '"no"',
  },
  {
    code: 'question-is-not-known',
    file: 'gate.dmn',
    from: '<text>lives_here</text>',
    to: '<text>livs_here</text>',
    instead: 'lives_here',
  },
  {
    code: 'decision-without-table',
    from: 'gate: {table: gate.dmn, outcomes: [in, out]}',
    to: 'gate: {outcomes: [in, out]}',
    instead: 'Write table',
  },
  {
    code: 'outcomes-missing',
    from: 'table: gate.dmn, outcomes: [in, out]',
    to: 'table: gate.dmn',
    instead: 'Write outcomes',
  },
];

async function problemsOf(mistake: Mistake): Promise<readonly FileProblem[]> {
  const file = mistake.file ?? 'program.yaml';
  const text = lantern[file] ?? '';
  if (!text.includes(mistake.from)) throw new Error(`${file} has no "${mistake.from}" to break`);
  const read = await readProgram({ ...lantern, [file]: text.replace(mistake.from, () => mistake.to) }, fragments);
  return read.ok ? [] : read.problems;
}

function lineOf(mistake: Mistake): number {
  const file = mistake.file ?? 'program.yaml';
  const shown = mistake.shownIn ?? file;
  const text = shown === file ? (lantern[file] ?? '').replace(mistake.from, () => mistake.to) : (lantern[shown] ?? '');
  return text.split('\n').findIndex((line) => line.includes(mistake.on ?? mistake.to)) + 1;
}

const kinds = { yaml, shapes, names, exits, texts, timing, disclosure, crisis, tables };
for (const [kind, mistakes] of Object.entries(kinds)) {
  describe(`a mistake in ${kind} is refused`, () => {
    it.each(
      mistakes.map((mistake) => [
        `${mistake.code}: ${mistake.to.trim().slice(0, 60) || `no ${mistake.from.trim()}`}`,
        mistake,
      ]),
    )('%s', async (_, mistake) => {
      const problems = await problemsOf(mistake as Mistake);
      const { code, file, shownIn, instead } = mistake as Mistake;
      expect(problems).toContainEqual(
        expect.objectContaining({
          code,
          file: shownIn ?? file ?? 'program.yaml',
          line: lineOf(mistake as Mistake),
          instead: expect.stringContaining(instead),
        }),
      );
    });
  });
}

describe('a mistake in the folder is refused', () => {
  it('when program.yaml is not there', async () => {
    const read = await readProgram({ 'labels.yaml': 'states: {}' });
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'file-is-missing', file: 'program.yaml' }] });
  });

  it('when a file is too large', async () => {
    const read = await readProgram({ ...lantern, 'labels.yaml': `# ${'x'.repeat(250_000)}` }, fragments);
    expect(read).toMatchObject({ ok: false, problems: [{ code: 'file-is-too-large', file: 'labels.yaml' }] });
  });

  it('when a fragment calls itself something else than its folder', async () => {
    const read = await readProgram(lantern, {
      'gate@1': {
        ...fragments['gate@1'],
        'fragment.yaml': fragments['gate@1']!['fragment.yaml']!.replace('version: 1', 'version: 2'),
      },
    });
    expect(read).toMatchObject({
      ok: false,
      problems: [{ code: 'fragment-is-misnamed', file: 'gate@1/fragment.yaml', line: 2 }],
    });
  });

  it('when a fragment’s question has no French', async () => {
    const broken = fragments['gate@1']!['fragment.yaml']!.replace(', fr: "Êtes-vous en danger?"', '');
    const read = await readProgram(lantern, { 'gate@1': { ...fragments['gate@1'], 'fragment.yaml': broken } });
    expect(read).toMatchObject({
      ok: false,
      problems: [{ code: 'text-missing', file: 'gate@1/fragment.yaml', line: 5 }],
    });
  });

  it('when a table leaves a gap', async () => {
    const read = await readProgram(
      {
        ...lantern,
        'gate.dmn': table('gate', 'lives_here', [
          ['"yes"', 'in'],
          ['"yes"', 'out'],
        ]),
      },
      fragments,
    );
    if (read.ok) throw new Error('a table with a gap and an overlap was read');
    expect(read.problems.map(({ file }) => file)).toContain('gate.dmn');
    expect(read.problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['gap']));
  });

  it.each(['[', '{', '- ', '? ', '{a: ', ']', '*a '])('when it repeats %j to exhaust the reader', async (part) => {
    const text = part.repeat(Math.floor((part === ']' || part === '*a ' ? 20_000 : 240_000) / part.length));
    const read = await readProgram({ ...lantern, 'program.yaml': text }, fragments);
    if (read.ok) throw new Error('noise was read as a program');
    expect(read.problems.length).toBeLessThan(20_000);
    expect(read.problems[0]).toMatchObject({ file: 'program.yaml', line: 1 });
  });
});

it('tells apart at least thirty kinds of mistake', () => {
  const codes = new Set(Object.values(kinds).flatMap((mistakes) => mistakes.map(({ code }) => code)));
  expect(codes.size).toBeGreaterThanOrEqual(60);
});
