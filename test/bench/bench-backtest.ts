import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions, migrate } from '../../config/datasource.js';
import { backtest, type BacktestResult } from '../../libs/cases/index.js';
import type { Decision, Make } from '../../libs/eligibility/index.js';
import {
  appRole,
  ownerRole,
  startEmbedded,
  SystemClock,
  type Tx,
  UnitOfWork,
  type Who,
} from '../../libs/platform/index.js';
import { layoutOf, type Program } from '../../libs/workflow/index.js';
import { codedByHand } from './by-hand.js';
import { domains, outcomes, rowsOf, tableOf } from './eligibility-table.js';
import { type Measured, median, type Round } from './measured.js';

const million = 1_000_000;
const rounds = 5;
const who: Who = { tenant: 'ontario-211', person: null, role: 'supervisor', agency: null };
const text = (word: string) => ({ en: word, fr: word });

/**
 * A million cases out of PostgreSQL, decided by two versions of the table: as the library does it, and by a loop written by
 * hand over the same stream. Counts and the id of every case that changes are compared before anything is measured.
 */
export async function benchBacktest(before: Decision, after: Decision, make: Make): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'front-door-bench-'));
  const database = await startEmbedded({ folder });
  const app = new DataSource(dataSourceOptions(database.url(appRole), 2));
  try {
    await migrate(database.url(ownerRole));
    await fill(database.url(ownerRole));
    await app.initialize();
    const work = new UnitOfWork(app, new SystemClock());
    const decisions = [{ id: 'benefit', before, after }];
    const ours = (limit?: number) =>
      work.run(who, (tx) => backtest(tx, { program: 'bench', decisions, make, ...(limit && { limit }) }));
    const theirs = () => work.run(who, compareByHand);
    check(await ours(million), await theirs());
    return await measure(ours, theirs);
  } finally {
    if (app.isInitialized) await app.destroy();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(ours: () => Promise<BacktestResult>, theirs: () => Promise<HandCompared>): Promise<Measured> {
  const found: Round[] = [];
  for (let round = -1; round < rounds; round++) {
    let begun = performance.now();
    await theirs();
    let reference = performance.now() - begun;
    begun = performance.now();
    await ours();
    const mine = performance.now() - begun;
    begun = performance.now();
    await theirs();
    reference = (reference + performance.now() - begun) / 2;
    if (round >= 0) found.push({ ours: mine, reference });
  }
  return median('backtest-million', 'ms', found);
}

/** The program that asks what the table reads. */
const program = {
  ...{ format: 1, id: 'bench', title: text('Bench'), languages: ['en'], start: 'ask', fragments: {}, states: {} },
  subject: { thirdParty: 'allowed', name: 'never' },
  questions: Object.fromEntries(
    Object.entries(domains).map(([id, domain]) => [id, { id, ask: text(id), purposes: ['decide'], ...typed(domain) }]),
  ),
  decisions: {
    benefit: { kind: 'table', id: 'benefit', title: text('b'), labels: {}, outcomes, table: tableOf(rowsOf()) },
  },
  ...{ disclosures: {}, dispositions: {}, clocks: {}, timers: {}, interrupts: {}, routes: {} },
} as unknown as Program;

function typed(domain: (typeof domains)[string]): object {
  if (domain.kind === 'number') return { type: 'integer', choices: [], min: domain.min, max: domain.max };
  const values = domain.kind === 'choice' ? domain.values : [];
  return { type: 'choice', choices: values.map((value) => ({ value, label: text(value) })) };
}

/** Everybody answered everything, as in the rows that are measured in memory. */
async function fill(ownerUrl: string): Promise<void> {
  const owner = await new DataSource(dataSourceOptions(ownerUrl, 1)).initialize();
  const document = JSON.stringify(program);
  const hash = createHash('sha256').update(document).digest('hex');
  try {
    for (const [statement, values] of [
      ['ALTER TABLE programs NO FORCE ROW LEVEL SECURITY'],
      ['ALTER TABLE program_versions NO FORCE ROW LEVEL SECURITY'],
      ['ALTER TABLE case_answers NO FORCE ROW LEVEL SECURITY'],
      [`INSERT INTO programs VALUES ('${who.tenant}', 'bench')`],
      [
        `INSERT INTO program_versions VALUES ('${who.tenant}', 'bench', 1, $1, $2, '{}', now(), NULL, true)`,
        [hash, document],
      ],
      ['SELECT setseed(0.211)'],
      [cases, [layoutOf(program).key]],
      ['ALTER TABLE case_answers FORCE ROW LEVEL SECURITY'],
      ['VACUUM ANALYZE case_answers'],
    ] as [string, unknown[]?][]) {
      await owner.query(statement, values);
    }
  } finally {
    await owner.destroy();
  }
}

const upTo = (limit: number): string => `int4send(floor(random() * ${limit})::int)`;
const cases = `
  INSERT INTO case_answers SELECT '${who.tenant}', gen_random_uuid(), 'bench', 1, $1,
    ${upTo(3)} || ${upTo(91)} || ${upTo(8_000_000)} || int4send(1 + floor(random() * 8)::int) || ${upTo(3)}
  FROM generate_series(1, ${million})`;

interface HandCompared {
  readonly counts: Float64Array;
  /** 16 bytes each. */
  readonly ids: Buffer;
}

/** One query, its rows read where they stand, decided by the function that somebody wrote, and who changes. */
async function compareByHand(tx: Tx): Promise<HandCompared> {
  const counts = new Float64Array(16);
  const ids = Buffer.alloc(16 * million);
  let changed = 0;
  let isFirst = true;
  const query = `SELECT case_id, codes FROM case_answers WHERE tenant_id = '${who.tenant}' AND program_id = 'bench'`;
  await tx.copyOut(`COPY (${query}) TO STDOUT (FORMAT binary)`, (data, start, end) => {
    const at = isFirst ? start + 19 : start;
    isFirst = false;
    if (end - at < 46) return;
    const residence = data.readInt32BE(at + 26);
    const age = data.readInt32BE(at + 30);
    const income = data.readInt32BE(at + 34);
    const household = data.readInt32BE(at + 38);
    const student = data.readInt32BE(at + 42);
    const from = codedByHand(residence, age, income, household, student, 100);
    const to = codedByHand(residence, age, income, household, student, 110);
    counts[from * 4 + to]! += 1;
    if (from !== to) data.copy(ids, 16 * changed++, at + 6, at + 22);
  });
  return { counts, ids: ids.subarray(0, 16 * changed) };
}

function check({ compared, oneByOne, decisions: [found] }: BacktestResult, hand: HandCompared): void {
  const counts = new Float64Array(16);
  for (const { from, to, cases: many } of found!.counts) {
    counts[outcomes.indexOf(from ?? '') * 4 + outcomes.indexOf(to ?? '')] = many;
  }
  const ids = Array.from({ length: hand.ids.length / 16 }, (_, at) => hand.ids.toString('hex', 16 * at, 16 * at + 16));
  const ours = found!.changes.map(({ caseId }) => caseId.replaceAll('-', ''));
  const isSame = String(counts) === String(hand.counts) && String(ours) === String(ids.sort());
  if (!isSame || compared !== million || oneByOne !== 0 || ids.length === 0) {
    throw new Error(
      `${compared} cases, ${String(counts)}: ${String(hand.counts)}; ${ours.length}: ${ids.length} change`,
    );
  }
}
