import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import type { QuestionsSavedDto } from '../../apps/api/programs/questions-saved.dto.js';
import {
  AdvanceCase,
  type AdvanceResult,
  backtest,
  countPastAnswers,
  findPastAnswers,
  findQuestionsSaved,
  forgetPastAnswers,
  OpenCase,
  type OpenResult,
  recodeAnswers,
  runnable,
} from '../../libs/cases/index.js';
import type { Answer, Value } from '../../libs/eligibility/index.js';
import { Seeded } from '../../libs/eligibility/testing/small-tables.js';
import { TimerPump, UnitOfWork, type Who } from '../../libs/platform/index.js';
import { findActiveVersion } from '../../libs/programs/index.js';
import { compileDecisions, type Program, type Question } from '../../libs/workflow/index.js';
import { startTestApp, type TestApp } from '../setup/app.js';

const who: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
const supervisor: Who = { ...who, person: 'sam', role: 'supervisor' };
const cases = 30;

/** Something that somebody may say, or decline. */
function answerTo(random: Seeded, question: Question): Answer | null {
  const one = (): Value => {
    if (question.choices.length > 0) return random.of(question.choices).value;
    if (question.type === 'integer') return random.upTo(121);
    if (question.type === 'date') return `${1950 + random.upTo(70)}-0${1 + random.upTo(9)}-11`;
    return random.of(['M5V 2T6', 'P3A 1B2', 'k1a', 'Wawa']);
  };
  const chance = random.upTo(10);
  if (chance === 0) return { declined: true };
  return { value: question.type === 'multi' ? [...new Set([one(), one()])].map(String) : one() };
}

describe('the answers of cases as codes', () => {
  let app: TestApp;
  let program: Program;
  const ids: string[] = [];
  const random = new Seeded(20_261_122);
  beforeAll(async () => {
    app = await startTestApp();
    program = (await app.app.get(UnitOfWork).run(who, (tx) => findActiveVersion(tx, 'dso')))!.program;
    for (let at = 0; at < cases; at++) ids.push(await live());
  });
  afterAll(() => app?.stop());

  /** A case with some steps, in whatever order they come. */
  async function live(): Promise<string> {
    const bus = app.app.get(CommandBus);
    const wish = { program: 'dso', contact: null, channel: 'phone', language: 'en', line: null };
    const opened: OpenResult = await bus.execute(new OpenCase<OpenResult>(who, wish, (_tx, work) => work()));
    if (!opened.ok) throw new Error(opened.reason);
    const { id } = opened.record;
    const asked = Object.values(program.questions).filter(({ purposes }) => purposes.includes('decide'));
    const steps = random.upTo(5);
    for (let step = 0; step < steps; step++) {
      const some = asked.filter(() => random.upTo(3) === 0);
      const answers = Object.fromEntries(some.map((question) => [question.id, answerTo(random, question)]));
      const happening = { kind: 'answers' as const, answers };
      await bus.execute(new AdvanceCase<AdvanceResult>(who, id, happening, null, (_tx, work) => work()));
    }
    return id;
  }
  const rows = () =>
    app.database.ownerQuery<{ case_id: string; layout: number; codes: Buffer }>(
      'SELECT case_id, layout, codes FROM case_answers ORDER BY case_id',
    );
  const recode = () => recodeAnswers(app.app.get(UnitOfWork), 'ontario-211');

  it('are written by the step itself, for each case, and are the same when made again from the facts', async () => {
    const written = await rows();
    expect(written.map((row) => row.case_id)).toEqual([...ids].sort());
    expect(new Set(written.map(({ codes }) => codes.toString('hex'))).size).toBeGreaterThan(cases / 3);
    expect(await recode()).toBe(0);
    await app.database.ownerQuery(`UPDATE case_answers SET layout = 7, codes = 'x' WHERE case_id <> $1`, [ids[3]]);
    await app.database.ownerQuery('DELETE FROM case_answers WHERE case_id = $1', [ids[3]]);
    expect(await recode()).toBe(cases);
    expect(await rows()).toEqual(written);
    expect(await recode()).toBe(0);
  });

  it('hold no word that somebody said', async () => {
    const all = Buffer.concat((await rows()).map(({ codes }) => codes)).toString('latin1');
    for (const word of ['M5V', 'P3A', 'Wawa', 'toronto']) expect(all).not.toContain(word);
  });

  it('are seen by nobody at an agency', async () => {
    const look = (one: Who) =>
      app.app.get(UnitOfWork).run(one, (tx) => tx.sql('spec.look', 'SELECT case_id FROM case_answers'));
    expect(await look(supervisor)).toHaveLength(cases);
    expect(await look({ ...who, role: 'agency-worker', agency: 'community-living-toronto' })).toEqual([]);
    expect(await look({ ...who, tenant: 'greater-montreal' })).toEqual([]);
  });

  it('lose the code of a value in the moment in which the value is erased', async () => {
    const [held] = await app.database.ownerQuery<{ case_id: string }>(
      `SELECT case_id FROM facts WHERE key = 'age' AND state = 'given' LIMIT 1`,
    );
    const codesOf = async () => (await rows()).find(({ case_id }) => case_id === held!.case_id)!;
    const before = await codesOf();
    await app.database.ownerQuery(
      `INSERT INTO timers (tenant_id, subject_id, name, generation, due_at) VALUES ('ontario-211', $1, 'erase/age', 1, $2)`,
      [held!.case_id, app.clock.now()],
    );
    await app.app.get(TimerPump).drainOnce();
    expect(await codesOf()).toMatchObject({ layout: 0, codes: Buffer.alloc(0) });
    expect(await recode()).toBe(1);
    const after = await codesOf();
    expect(after.layout).toBe(before.layout);
    const changed = after.codes.filter((byte, at) => byte !== before.codes[at]);
    expect(after.codes.equals(before.codes)).toBe(false);
    expect(changed.length).toBeLessThanOrEqual(4);
  });

  it('say what past callers answered, and texts not', async () => {
    const work = app.app.get(UnitOfWork);
    const past = await work.run(supervisor, (tx) => findPastAnswers(tx, 'dso'));
    const given = await app.database.ownerQuery<{ value: string; count: number }>(
      `SELECT value #>> '{}' AS value, count(*)::int AS count FROM (
         SELECT DISTINCT ON (case_id) * FROM facts WHERE key = 'urgent' ORDER BY case_id, version DESC) f
       WHERE state = 'given' GROUP BY 1`,
    );
    expect(past['urgent']).toEqual(Object.fromEntries(given.map(({ value, count }) => [value, count])));
    expect(Object.keys(past)).not.toContain('postal_area');
    const ready = () => work.run(who, (tx) => runnable(tx, 'dso', 1, 'America/Toronto'));
    expect((await ready()).past).toBeUndefined();
    await countPastAnswers(work, 'ontario-211');
    expect((await ready()).past).toEqual(past);
    const { past: known } = await ready();
    await countPastAnswers(work, 'ontario-211');
    expect((await ready()).past).toBe(known);
    expect(await work.run({ ...who, tenant: 'greater-montreal' }, (tx) => findPastAnswers(tx, 'dso'))).toEqual({});
    forgetPastAnswers();
  });

  it('tell how many questions were saved, and of few people nothing', async () => {
    const funder = await app.signIn('funder');
    const read = async () => {
      const path = '/api/v1/programs/dso/questions-saved?days=90';
      return (await app.http.get(path).set('authorization', funder).expect(200)).body as QuestionsSavedDto;
    };
    const settled = await app.database.ownerQuery<{ decision: string; cases: number }>(
      `SELECT jsonb_object_keys(progress->'settled') AS decision, count(*)::int AS cases FROM cases GROUP BY 1`,
    );
    const { decisions } = await read();
    expect(decisions.map(({ decision }) => decision)).toEqual(Object.keys(program.decisions).sort());
    for (const { decision, cases: shown, asked, all, saved, share } of decisions) {
      const there = settled.find((one) => one.decision === decision)?.cases ?? 0;
      expect([decision, shown]).toEqual([decision, there > 0 && there < 5 ? null : there]);
      if (shown === null || shown === 0) continue;
      expect(saved).toBe(all! - asked!);
      expect(asked).toBeGreaterThan(0);
      expect([share! >= 0, share! <= 1]).toEqual([true, true]);
    }
    expect(decisions.some(({ saved }) => saved !== null && saved > 0)).toBe(true);
    app.clock.advance(2 * 86_400_000);
    const yesterday = app.app.get(UnitOfWork).run(supervisor, (tx) => findQuestionsSaved(tx, 'dso', 1));
    expect(await yesterday).toEqual([]);
  });

  it('decide each case as its facts do, by another version of the tables too', async () => {
    const compiled = compileDecisions(program);
    const other = compileDecisions(changedFrom(program));
    if (!compiled.ok || !other.ok) throw new Error('the tables of the spec do not compile');
    const decisions = Object.keys(compiled.decisions).map((id) => ({
      ...{ id, before: compiled.decisions[id]!, after: other.decisions[id]! },
    }));
    const told: number[] = [];
    const onProgress = ({ done }: { done: number }) => told.push(done);
    const result = await app.app
      .get(UnitOfWork)
      .run(supervisor, (tx) => backtest(tx, { program: 'dso', decisions, limit: 3, onProgress }));
    expect(result).toMatchObject({ compared: cases, oneByOne: 0, notComparable: [] });
    expect(told.at(-1)).toBe(cases);
    expect(result.decisions.map(({ changed }) => changed > 0)).toContain(true);
    const truth = await app.app.get(UnitOfWork).run(supervisor, async (tx) => {
      const all = await tx.sql<{ id: string; answers: Record<string, Answer> }>(
        'spec.answers',
        `SELECT c.id, (SELECT coalesce(json_object_agg(f.key, CASE f.state WHEN 'declined' THEN '{"declined":true}'::json
             ELSE json_build_object('value', f.value) END), '{}')
           FROM (SELECT DISTINCT ON (key) * FROM facts WHERE case_id = c.id ORDER BY key, version DESC) f
           WHERE f.state = 'declined' OR f.value IS NOT NULL) AS answers
         FROM cases c ORDER BY c.id`,
      );
      return decisions.map(({ id, before, after }) => {
        const outcomes = all.map((one) => ({
          caseId: one.id,
          from: before.decide(one.answers).outcome,
          to: after.decide(one.answers).outcome,
        }));
        const changes = outcomes.filter(({ from, to }) => from !== to);
        return { id, outcomes, changed: changes.length, changes: changes.slice(0, 3) };
      });
    });
    for (const [at, { outcomes, ...expected }] of truth.entries()) {
      const found = result.decisions[at]!;
      expect(found).toMatchObject(expected);
      for (const { from, to, cases: count } of found.counts)
        expect([from, to, outcomes.filter((one) => one.from === from && one.to === to).length]).toEqual([
          from,
          to,
          count,
        ]);
      expect(found.counts.reduce((sum, one) => sum + one.cases, 0)).toBe(cases);
    }
  });
});

/** Every row of every table gives the outcome of the next one. */
function changedFrom(program: Program): Program {
  const decisions = Object.entries(program.decisions).map(([id, decision]) => {
    if (decision.kind !== 'table') return [id, decision];
    const { rows } = decision.table;
    const moved = rows.map((row, at) => ({ ...row, outputs: rows[(at + 1) % rows.length]!.outputs }));
    return [id, { ...decision, table: { ...decision.table, hitPolicy: 'FIRST', rows: moved } }];
  });
  return { ...program, decisions: Object.fromEntries(decisions) as Program['decisions'] };
}
