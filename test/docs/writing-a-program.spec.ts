import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { printReport, reportOn } from '../../apps/api/loading/load-report.js';
import { readConfig } from '../../apps/api/loading/read-config.js';
import { household } from '../../libs/programs/reading/testing/household.js';
import { applying } from '../../libs/programs/reading/testing/applying.js';
import { reviewed } from '../../libs/programs/reading/testing/reviewed.js';
import { type ReadProgram, formatProblems, readProgram } from '../../libs/programs/index.js';
import { type CaseState, type RunnableProgram, askNow, openCase, step } from '../../libs/workflow/index.js';
import type { Answer } from '../../libs/eligibility/index.js';
import { playerOf } from '../journeys/oracle-player.js';
import { readExamples } from '../journeys/examples.js';
import { runExample } from '../journeys/run-example.js';
import { readDocument } from '../oracle/document.js';
import * as guideOf from './guide.js';
import { referenceTable } from './reference.js';

const PROGRAM = 'config/programs/good2talk';
const ZONE = 'America/Toronto';
const NOW = '2026-03-02T15:00:00Z';
const guide = guideOf.readGuide();
const blocks = guideOf.blocksOf(guide);
const files = guideOf.filesIn(PROGRAM);
const fragments = guideOf.readFragments();
const edits = guideOf.editsOf(guide);
const edited = edits.reduce(guideOf.applied, files);

const anchored = (kind: string) =>
  blocks.flatMap((block) =>
    block.anchor?.startsWith(`${kind} `) ? [{ ...block, place: block.anchor.slice(kind.length + 1) }] : [],
  );
const blockOf = (anchor: string) => blocks.find((block) => block.anchor === anchor)?.text.trim() ?? '';

function sound(read: ReadProgram) {
  if (!read.ok) throw new Error(formatProblems(read.problems));
  return read;
}

describe('adding a question by the guide', () => {
  let read: ReturnType<typeof sound>;
  /** A copy of config/ with the guide's edits in it. */
  const folder = mkdtempSync(join(tmpdir(), 'guide-'));
  const config = join(folder, 'config');
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeAll(async () => {
    read = sound(await readProgram(edited, fragments));
    cpSync('config', config, { recursive: true });
    for (const { file } of edits) writeFileSync(join(config, 'programs/good2talk', file), edited[file] ?? '');
  });

  it('edits the question, its words, its moment and an example', () => {
    expect(edits.map(({ file }) => file)).toEqual(['program.yaml', 'labels.yaml', 'program.yaml', 'cases.yaml']);
  });

  it('reads without a problem or a warning, and there is one question more, in English and French', async () => {
    const before = sound(await readProgram(files, fragments));
    const more = Object.keys(read.program.questions).filter((id) => !before.program.questions[id]);
    expect(more).toEqual(['heard_from']);
    expect(read.warnings).toEqual(before.warnings);
    expect(read.program.questions['heard_from']).toMatchObject({
      ask: { en: 'How did you hear about this line?', fr: expect.stringContaining('entendu parler') },
      help: { en: expect.any(String), fr: expect.any(String) },
      choices: ['friend', 'school', 'online', 'other'].map((value) => ({ value })),
      optional: true,
    });
  });

  it('is asked last, after what the caller needs, and keeps no call waiting', () => {
    const run: RunnableProgram = { program: read.program, decisions: read.decisions, zone: ZONE };
    const call = new Call(run);
    call.answer({ lang: 'en' });
    call.answer({ 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' });
    call.answer({ student: 'yes' });
    expect(call.state.state).toBe('need-choice');
    expect(call.asked()).toEqual(['need', 'campus', 'heard_from']);
    call.answer({ heard_from: 'school' });
    expect(call.asked()).toEqual(['need', 'campus']);
    call.answer({ need: 'counselling' });
    expect(call.state.state).toBe('consent-transfer');
  });

  it('waits for the answer without `optional`, as the guide says', async () => {
    const program = (edited['program.yaml'] ?? '').replace(/(heard_from:\n.*\n) *optional: true\n/, '$1');
    const waiting = sound(await readProgram({ ...edited, 'program.yaml': program }, fragments));
    const call = new Call({ program: waiting.program, decisions: waiting.decisions, zone: ZONE });
    call.answer({ lang: 'en', student: 'yes', need: 'counselling' });
    call.answer({ 'safety.danger': 'no', 'safety.weapon': 'no', 'safety.medical': 'no', 'safety.suicide': 'none' });
    expect([call.state.state, call.asked()]).toEqual(['need-choice', ['campus', 'heard_from']]);
  });

  it('leaves every example true, the new answer among them', async () => {
    const document = readDocument(config, 'good2talk');
    const examples = readExamples(config, 'good2talk');
    expect(JSON.stringify(examples[0]?.steps)).toContain('heard_from');
    for (const example of examples) await runExample(example, playerOf(example, document, ZONE, Date.parse(NOW)), ZONE);
  });

  it('is reported at start as the guide shows', async () => {
    const all = await readConfig(config);
    const tenant = all.tenants.find((each) => each.tenant.programs.includes('good2talk'));
    if (!tenant) throw new Error('no tenant runs good2talk');
    const report = printReport([reportOn(tenant, all, { good2talk: { kind: 'published', version: 2 } })]);
    expect(report.startsWith(blockOf('start-up report').replace(/…$/, ''))).toBe(true);
    const again = printReport([reportOn(tenant, all, { good2talk: { kind: 'unchanged', version: 2 } })]);
    expect(again).toContain('good2talk version 2 ·');
  });

  it('is refused with a slip in it as the guide shows', async () => {
    const labels = join(config, 'programs/good2talk/labels.yaml');
    const text = readFileSync(labels, 'utf8');
    writeFileSync(labels, text.replace('heard_from:', 'heard_form:'));
    const error = await readConfig(config).catch((refused: Error) => refused.message);
    writeFileSync(labels, text);
    // The line is where the slip is now; the guide's number may be a few lines off after an edit above it.
    const anyLine = (said: string) => said.replace(/labels\.yaml:\d+:/, 'labels.yaml:N:');
    expect(anyLine(String(error))).toContain(anyLine(blockOf('refusal')));
  });
});

describe('what the guide shows', () => {
  it('is all checked: each block says what it stands for', () => {
    expect(blocks.length).toBeGreaterThan(20);
    const known =
      /^(find in|write instead|start-up report|refusal|stands in|fits in|part of|of the household|of the reviewed program|of the applying program)\b/;
    expect(blocks.filter(({ anchor }) => !known.test(anchor ?? '')).map(({ text }) => text)).toEqual([]);
  });

  it.each(anchored('stands in').map((block) => [block.text.trim().split('\n')[0] ?? '', block] as const))(
    'stands in the shipped program: %s',
    (_, { place, text }) => {
      expect(guideOf.standsAt(place)).toMatchObject(parse(text) as object);
    },
  );

  it('stands in the household that tests read, where it speaks of rows', () => {
    const [rows] = blocks.filter(({ anchor }) => anchor?.startsWith('of the household'));
    const { questions } = parse(household['program.yaml'] ?? '') as { questions: object };
    expect(questions).toMatchObject(parse(rows?.text ?? '') as object);
  });

  it('stands in the fund that tests read, where it speaks of reviewers', () => {
    const [states] = blocks.filter(({ anchor }) => anchor?.startsWith('of the reviewed program'));
    const shown = parse(reviewed['program.yaml'] ?? '') as { states: object };
    expect(shown.states).toMatchObject(parse(states?.text ?? '') as object);
  });

  it('shows who comes by which channel as it stands in the program that tests read', () => {
    const [start, states] = blocks.filter(({ anchor }) => anchor?.startsWith('of the applying program'));
    const shown = parse(applying['program.yaml'] ?? '') as { states: object };
    expect(shown).toMatchObject(parse(start?.text ?? '') as object);
    expect(shown.states).toMatchObject(parse(states?.text ?? '') as object);
  });

  it.each(anchored('part of').map((block) => [block.place, block] as const))('is part of %s', (place, { text }) => {
    const plain = (xml: string) => xml.replace(/\s+/g, ' ').trim();
    expect(plain(readFileSync(join('config', place), 'utf8'))).toContain(plain(text));
  });

  it.each(anchored('fits in').map((block) => [block.text.trim(), block] as const))(
    'fits in the shipped program: %s',
    async (_, { place, text }) => {
      const tree = parse(files['program.yaml'] ?? '') as Record<string, object | undefined>;
      const key = place.split(': ')[1] ?? '';
      const program = { ...tree, [key]: { ...tree[key], ...(parse(text) as object) } };
      sound(await readProgram({ ...files, 'program.yaml': JSON.stringify(program) }, fragments));
    },
  );
});

describe('the cells of a table that the guide names', () => {
  it.each([
    ['not("no")', '"no"'],
    ['>= 16', '[0..16)'],
    ['-', null],
    ['"plan", "thoughts"', null],
  ])('%s', async (cell, other) => {
    expect(guide).toContain(`\`${cell}\``);
    if (other === null) {
      expect(fragments['safety-gate@1']?.['risk.dmn']).toContain(`<text>${cell}</text>`);
      return;
    }
    const number = cell.startsWith('>');
    const program = (files['program.yaml'] ?? '').replace(/(student:\n)( *)choices:.*/, '$1$2type: integer\n$2min: 0');
    const table = (files['gate.dmn'] ?? '')
      .replace('<text>"yes"</text>', () => `<text>${cell.replace('>', '&gt;')}</text>`)
      .replace('<text>"no"</text>', () => `<text>${other}</text>`);
    const numbers = table.replace(/<inputValues.*<\/inputValues>/, '').replace('typeRef="string"', 'typeRef="number"');
    const changed: guideOf.Texts = number ? { 'program.yaml': program, 'gate.dmn': numbers } : { 'gate.dmn': table };
    sound(await readProgram({ ...files, ...changed }, fragments));
  });
});

describe('the common mistakes', () => {
  const slips = guideOf.slipsOf(guide);

  it('are a good many', () => expect(slips.length).toBeGreaterThanOrEqual(15));

  it.each(slips.map((slip) => [`${slip.file}: ${slip.to || `no ${slip.from}`}`, slip] as const))(
    '%s',
    async (_, { file, from, to, message }) => {
      const text = files[file] ?? '';
      if (from === '' || !text.includes(from)) throw new Error(`${file} has no "${from}" to break`);
      const broken = await readProgram({ ...files, [file]: text.replace(from, () => to) }, fragments);
      const said = broken.ok ? [] : broken.problems.map((problem) => `${problem.message} → ${problem.instead}`);
      expect(said).toContain(message);
    },
  );
});

describe('the table of every key', () => {
  it('is the published schema (UPDATE_DOCS=1 writes it anew)', () => {
    const now = guideOf.sectionOf(guide, 'reference');
    if (process.env['UPDATE_DOCS'])
      writeFileSync(
        guideOf.GUIDE,
        guide.replace(now, () => referenceTable()),
      );
    else expect(now).toBe(referenceTable());
  });

  it('names exactly the keys of the schema', () => {
    const named = [...guideOf.sectionOf(guide, 'reference').matchAll(/(?:^\| [^|]* \| |<br> )\**`([^`]+)`\**: /gm)];
    const schema = JSON.parse(readFileSync('libs/workflow/program.schema.json', 'utf8')) as unknown;
    expect(new Set(named.map(([, key]) => key))).toEqual(keysIn(schema, new Set()));
  });
});

/** Every key that some part of a JSON Schema declares. */
function keysIn(node: unknown, found: Set<string>): Set<string> {
  if (typeof node !== 'object' || node === null) return found;
  if ('properties' in node) Object.keys(node.properties as object).forEach((key) => found.add(key));
  Object.values(node).forEach((child) => keysIn(child, found));
  return found;
}

/** A call through the real engine, by one navigator. */
class Call {
  state: CaseState;
  private answers: Record<string, Answer> = {};
  private readonly actor = { id: 'navigator', role: 'navigator' } as const;

  constructor(private readonly run: RunnableProgram) {
    this.state = this.after(openCase(run, this.actor, {}, NOW));
  }

  answer(words: Readonly<Record<string, string>>): void {
    const answers = Object.fromEntries(Object.entries(words).map(([id, value]) => [id, { value }]));
    this.state = this.after(
      step(this.run, this.state, this.answers, { type: 'answer', actor: this.actor, answers }, NOW),
    );
    this.answers = { ...this.answers, ...answers };
  }

  /** What is asked now, without what concerns safety alone. */
  asked(): string[] {
    return askNow(this.run, this.state, this.answers).map(({ question }) => question.id);
  }

  private after(result: ReturnType<typeof step>): CaseState {
    if (!result.ok) throw new Error(`refused: ${result.reason}`);
    return result.state;
  }
}
