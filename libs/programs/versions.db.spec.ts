import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import type { Tx, Who } from '../platform/index.js';
import type { Program } from '../workflow/index.js';
import { findActiveVersion, findProgram, findVersion, forgetVersions, listPrograms, seedProgram } from './index.js';

const ontario: Who = { tenant: 'ontario-211', person: null, role: 'program-admin', agency: null };
const montreal: Who = { ...ontario, tenant: 'greater-montreal' };
const text = (word: string) => ({ en: word, fr: word });
const sources = { 'program.yaml': 'format: 1' };

/** Just enough to be run: one question that decides by itself. Ids are in an order that no sorting gives. */
function program(id: string, title = id): Program {
  const choices = ['zebra', 'apple', 'mango'].map((value) => ({ value, label: text(value) }));
  const question = { id: 'need', type: 'choice', choices, offersDecline: true, optional: false } as const;
  return {
    format: 1,
    id,
    title: text(title),
    languages: ['en', 'fr'],
    subject: { thirdParty: 'allowed', name: 'never' },
    fragments: {},
    questions: { need: { ...question, purposes: ['decide'], ask: text('What do you need?') } },
    decisions: {
      need: {
        kind: 'answer',
        id: 'need',
        question: 'need',
        outcomes: ['zebra', 'apple', 'mango'],
        title: { en: 'Need', fr: 'Besoin' },
        labels: {},
      },
    },
    disclosures: {},
    dispositions: {},
    clocks: {},
    timers: {},
    interrupts: {},
    routes: { zebra: { id: 'zebra', targets: [] }, apple: { id: 'apple', targets: [] } },
    start: 'ask',
    states: {},
  };
}

describe('versions of a program', () => {
  let database: TestDatabase;
  const run = <T>(work: (tx: Tx) => Promise<T>, who: Who = ontario) => database.unitOfWork.run(who, work);
  const seed = (wanted: Program, who: Who = ontario) => run((tx) => seedProgram(tx, wanted, sources), who);
  const active = (id: string, who: Who = ontario) => run((tx) => findActiveVersion(tx, id), who);
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(forgetVersions);

  it('are published from the configuration once, and again only when the document is another', async () => {
    expect(await seed(program('one'))).toEqual({ kind: 'published', version: 1 });
    expect(await seed(program('one'))).toEqual({ kind: 'unchanged', version: 1 });
    expect(await seed(program('one', 'better'))).toEqual({ kind: 'published', version: 2 });
    expect((await active('one'))?.program.title.en).toBe('better');
    expect((await run((tx) => findVersion(tx, 'one', 1)))?.program.title.en).toBe('one');
  });

  it('are ready to decide, in the order in which they were written', async () => {
    await seed(program('ordered'));
    const loaded = await active('ordered');
    expect(Object.keys(loaded?.program.routes ?? {})).toEqual(['zebra', 'apple']);
    expect(loaded?.program).toEqual(program('ordered'));
    expect(loaded?.decisions['need']?.decide({ need: { value: 'apple' } })).toMatchObject({
      status: 'settled',
      outcome: 'apple',
    });
  });

  it('carry the SHA-256 of their document, and no row has another', async () => {
    await seed(program('hashed'));
    const sha256 = createHash('sha256')
      .update(JSON.stringify(program('hashed')))
      .digest('hex');
    expect((await active('hashed'))?.sha256).toBe(sha256);
    const lie = `INSERT INTO program_versions SELECT tenant_id, program_id, 9, sha256, '{"format": 2}', sources, published_at,
      published_by, false FROM program_versions WHERE program_id = 'hashed'`;
    await expect(run((tx) => tx.sql('spec.lie', lie))).rejects.toThrow('hash_is_of_the_document');
  });

  it.each([
    ['document', `UPDATE program_versions SET document = '{}'`],
    ['number', 'UPDATE program_versions SET version = version + 1'],
    ['hash', `UPDATE program_versions SET sha256 = ''`],
    ['publisher', `UPDATE program_versions SET published_by = 'me'`],
    ['existence', 'DELETE FROM program_versions'],
  ])('can never have another %s', async (what, statement) => {
    await expect(run((tx) => tx.sql(`spec.${what}`, statement))).rejects.toThrow('permission denied');
  });

  it('have one that is active, even when several processes start at once', async () => {
    const results = await Promise.all([1, 2, 3, 4].map(() => seed(program('raced'))));
    expect(results.map(({ kind }) => kind).sort()).toEqual(['published', 'unchanged', 'unchanged', 'unchanged']);
    const twice = `UPDATE program_versions SET active = true WHERE program_id = 'one'`;
    await expect(run((tx) => tx.sql('spec.twice', twice))).rejects.toThrow('one_active_version');
  });

  it('are left to people once a person has published: the files wait as one draft', async () => {
    await seed(program('theirs'));
    await database.ownerQuery(`UPDATE program_versions SET published_by = 'luc-gagnon' WHERE program_id = 'theirs'`);
    expect(await seed(program('theirs'))).toEqual({ kind: 'unchanged', version: 1 });
    const first = await seed(program('theirs', 'from the files'));
    expect(first.kind).toBe('draft');
    expect(await seed(program('theirs', 'from the files'))).toEqual(first);
    expect(await run((tx) => findProgram(tx, 'theirs'))).toMatchObject({
      title: text('theirs'),
      publishedBy: 'luc-gagnon',
      drafts: 1,
    });
  });

  it('are numbered and found in each tenant by itself', async () => {
    await seed(program('shared', 'Ontario'));
    expect(await active('shared', montreal)).toBeNull();
    expect(await seed(program('shared', 'Montréal'), montreal)).toEqual({ kind: 'published', version: 1 });
    expect((await run((tx) => findVersion(tx, 'shared', 1)))?.program.title.en).toBe('Ontario');
    expect((await run((tx) => findVersion(tx, 'shared', 1), montreal))?.program.title.en).toBe('Montréal');
    expect((await run((tx) => listPrograms(tx), montreal)).map(({ id }) => id)).toEqual(['shared']);
  });

  it('are read and compiled once a process', async () => {
    await seed(program('known'));
    const first = await run((tx) => findVersion(tx, 'known', 1));
    const again = await run(async (tx) => {
      const before = tx.roundTrips;
      const found = await findVersion(tx, 'known', 1);
      expect(tx.roundTrips).toBe(before);
      return found;
    });
    expect(again).toBe(first);
    expect(await active('known')).toBe(first);
  });

  it('are not remembered from a transaction that is rolled back', async () => {
    const change = async (tx: Tx) => {
      await seedProgram(tx, program('undone', 'never'), sources);
      expect((await findVersion(tx, 'undone', 1))?.program.title.en).toBe('never');
      throw new Error('undone');
    };
    await expect(run(change)).rejects.toThrow('undone');
    expect(await run((tx) => findVersion(tx, 'undone', 1))).toBeNull();
    await seed(program('undone', 'really'));
    expect((await run((tx) => findVersion(tx, 'undone', 1)))?.program.title.en).toBe('really');
  });

  it('say so when this software can no longer read one', async () => {
    const broken = JSON.stringify({
      ...program('old'),
      decisions: {
        x: {
          kind: 'table',
          id: 'x',
          outcomes: [],
          table: {
            id: 'x',
            name: 'x',
            version: '',
            hitPolicy: 'UNIQUE',
            inputs: [{ question: 'gone', label: text('gone') }],
            outputs: [{ name: 'x', values: ['a'] }],
            rows: [],
          },
        },
      },
    });
    await database.ownerQuery(`INSERT INTO programs VALUES ('ontario-211', 'old')`);
    await database.ownerQuery(
      `INSERT INTO program_versions VALUES ('ontario-211', 'old', 1, encode(sha256(convert_to($1, 'UTF8')), 'hex'),
         $1::json, '{}', now(), NULL, true)`,
      [broken],
    );
    await expect(active('old')).rejects.toThrow(/Version 1 of program old can no longer be read/);
  });

  it('are null where there are none', async () => {
    expect(await active('nobody')).toBeNull();
    expect(await run((tx) => findVersion(tx, 'nobody', 1))).toBeNull();
    expect(await run((tx) => findProgram(tx, 'nobody'))).toBeNull();
  });
});
