import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import { eraseFacts, openSubject, recordFacts } from '../clients/index.js';
import { Keyring, newId, type Tx, type Who } from '../platform/index.js';
import { formatProblems, readProgram, seedProgram } from '../programs/index.js';
import { fares } from '../programs/reading/testing/fares.js';
import { findDuplicates, rekeyCases, sayOfTwo } from './index.js';

const samuel: Who = { tenant: 'ontario-211', person: 'samuel-osei', role: 'reviewer', agency: null };
const first = new Keyring([Buffer.alloc(32, 1)]);
const ana = { first_name: 'Ana', last_name: 'Roy', email: 'ana@example.org', home: '1 Court Street, Thunder Bay' };
/** Numbers that no other case of the spec has. */
let drawn = 0;

describe('what an application is found by', () => {
  let database: TestDatabase;
  const run = <T>(work: (tx: Tx) => Promise<T>, who: Who = samuel) => database.unitOfWork.run(who, work);
  const keysOf = (id: string) =>
    database.ownerQuery<{ kind: string; key: Buffer; counts_since: Date | null; year: number }>(
      'SELECT * FROM duplicate_keys WHERE case_id = $1 ORDER BY kind, key',
      [id],
    );
  const kindsOf = async (id: string) => (await keysOf(id)).map(({ kind }) => kind);
  const find = async (id: string) => (await run((tx) => findDuplicates(tx, [id])))[id] ?? [];
  const rekey = (keyring = first, tenant = samuel.tenant) => rekeyCases(database.unitOfWork, keyring, tenant);

  beforeAll(async () => {
    database = await createTestDatabase();
    const always = Object.entries(fares).map(([file, text]) => [
      file,
      text.replace('program: fares', 'program: always').replace('year: this, ', ''),
    ]);
    for (const tenant of ['ontario-211', 'greater-montreal']) {
      await database.ownerQuery(
        `INSERT INTO tenants VALUES ($1, '{}', 'America/Toronto', '[]') ON CONFLICT DO NOTHING`,
        [tenant],
      );
      for (const documents of [fares, Object.fromEntries(always) as typeof fares]) {
        const read = await readProgram(documents);
        if (!read.ok) throw new Error(formatProblems(read.problems));
        await run((tx) => seedProgram(tx, read.program, documents), { ...samuel, tenant, role: 'program-admin' });
      }
    }
  });

  /** It came in on that day; null: it was not sent yet. */
  const apply = async (
    said: Readonly<Record<string, unknown>>,
    day: string | null,
    { tenant = samuel.tenant, program = 'fares', renews = null as string | null } = {},
  ) => {
    const who = { ...samuel, tenant };
    const [caseId, contactId] = [newId(), newId()];
    const subjectId = await run((tx) => openSubject(tx, { contactId }), who);
    const answers = Object.fromEntries(Object.entries(said).map(([id, value]) => [id, { value: value as string }]));
    await database.ownerQuery(
      `INSERT INTO contacts (tenant_id, id, line_id, channel, language, inquirer, status, due_generation, started_at, started_by,
         ended_at) VALUES ($1, $2, 'fares', 'web', 'en', 'self', 'closed', 1, now(), 'client', now())`,
      [tenant, contactId],
    );
    const progress = { clocks: day === null ? {} : { received: `${day}T15:00:00.000Z` }, consents: {}, settled: {} };
    await database.ownerQuery(
      `INSERT INTO cases (tenant_id, id, number, program_id, program_version, contact_id, subject_id, channel, language, opened_at,
         opened_by, revision, state, entered_at, progress, owner_kind, owner_id, due_limit, due_at, due_since, overdue, renews)
       VALUES ($1, $2, $3, $7, 1, $4, $5, 'web', 'en', now(), 'client', 1, 'review', now(), $6, 'queue', 'reviewers', 60,
         now(), now(), 0, $8)`,
      [
        ...[
          tenant,
          caseId,
          `A-000-${String(++drawn).padStart(4, '0')}`,
          contactId,
          subjectId,
          JSON.stringify(progress),
        ],
        ...[
          program,
          renews === null ? null : JSON.stringify({ case: renews, number: 'A', confirm: [], consent: null }),
        ],
      ],
    );
    await database.ownerQuery(`INSERT INTO case_answers VALUES ($1, $2, $3, 1, 0, '')`, [tenant, caseId, program]);
    await run((tx) => recordFacts(tx, { subjectId, caseId, contactId, saidBy: 'client', answers }), who);
    return caseId;
  };

  it('is made of what is known already, tells nobody what that was, and is another one in each tenant', async () => {
    const [here, there] = [
      await apply(ana, '2026-03-01'),
      await apply(ana, '2026-03-01', { tenant: 'greater-montreal' }),
    ];
    expect([await rekey(), await rekey(first, 'greater-montreal'), await rekey()]).toEqual([1, 1, 0]);
    expect(await kindsOf(here)).toEqual(['address', 'email', 'name']);
    const [mine, theirs] = [await keysOf(here), await keysOf(there)];
    expect(mine.map(({ key }) => key.length)).toEqual([16, 16, 16]);
    expect(mine.map(({ year, counts_since }) => [year, counts_since?.toISOString()])).toEqual(
      Array(3).fill([2026, '2026-03-01T15:00:00.000Z']),
    );
    const all = [...mine, ...theirs].map(({ key }) => key.toString('hex'));
    expect(new Set(all).size).toBe(6);
    expect(await find(here)).toEqual([]);
  });

  it('is made anew when the key of the house was changed, and not before', async () => {
    const id = await apply({ ...ana, email: 'other@example.org' }, '2026-03-02');
    await rekey();
    const before = (await keysOf(id)).map(({ key }) => key.toString('hex'));
    const second = new Keyring([Buffer.alloc(32, 2), Buffer.alloc(32, 1)]);
    expect(await rekey(second)).toBeGreaterThan(1);
    expect((await keysOf(id)).map(({ key }) => key.toString('hex'))).not.toEqual(before);
    expect([await rekey(second), await rekey()]).toEqual([0, expect.any(Number)]);
    expect((await keysOf(id)).map(({ key }) => key.toString('hex'))).toEqual(before);
  });

  it('finds the others of its year that were sent, with what they have in common', async () => {
    const eve = { first_name: 'Ève', last_name: 'Côté', email: 'eve@example.org', home: '5 Algoma St N, P7A 1A1' };
    const one = await apply(eve, '2026-04-01');
    const other = await apply({ ...eve, first_name: 'Eve', last_name: 'Cote', email: 'x@example.org' }, '2026-04-03');
    const unsent = await apply(eve, null);
    const before = await apply(eve, '2025-04-01');
    await rekey();
    const signs = [
      { sign: 'same-name', names: [] },
      { sign: 'same-address', names: [] },
    ];
    expect(await find(one)).toMatchObject([{ other: { id: other, channel: 'web' }, signs, words: [] }]);
    expect((await find(unsent)).map((each) => each.other.id).toSorted()).toEqual([one, other].toSorted());
    expect(await find(before)).toEqual([]);
    // Of several in one go, as of one.
    expect(Object.keys(await run((tx) => findDuplicates(tx, [one, other, before]))).toSorted()).toEqual(
      [one, other].toSorted(),
    );
  });

  it('leaves out the case that one renews, and those before it, and still finds a third', async () => {
    const ida = { first_name: 'Ida', last_name: 'Lund', email: 'ida@example.org', home: '8 Pearl Street, P7B 1A1' };
    const program = 'always';
    const first = await apply(ida, '2025-03-01', { program });
    const second = await apply(ida, '2026-03-01', { program, renews: first });
    const third = await apply(ida, '2027-03-01', { program, renews: second });
    await rekey();
    for (const id of [first, second, third]) expect(await find(id)).toEqual([]);
    const another = await apply(ida, '2026-04-01', { program });
    await rekey();
    for (const id of [first, second, third]) expect(await find(id)).toMatchObject([{ other: { id: another } }]);
    expect((await find(another)).map(({ other }) => other.id).toSorted()).toEqual([first, second, third].toSorted());
    // What somebody said of the two is shown, whatever they are.
    await run(async (tx) => sayOfTwo(tx, { case: first, other: third, same: true, note: null }));
    expect((await find(first)).map(({ other }) => other.id).toSorted()).toEqual([third, another].toSorted());
  });

  it('finds a renewal all the same that was sent for the same year', async () => {
    const lea = { first_name: 'Léa', last_name: 'Vo', email: 'lea@example.org', home: '9 Pearl Street, P7B 1A2' };
    const before = await apply(lea, '2026-10-01');
    // Begun, and not said yet for which year.
    const unsent = await apply(lea, null, { renews: before });
    await rekey();
    expect([await find(before), await find(unsent)]).toEqual([[], []]);
    const sent = await apply(lea, '2026-11-02', { renews: unsent });
    await rekey();
    expect((await find(sent)).map(({ other }) => other.id)).toEqual([before]);
  });

  it('says nothing of a home that many share, and still finds by name there', async () => {
    const shelter = { home: '400 George Street, Thunder Bay', email: 'office@shelter.example.org' };
    const names = ['Bo An', 'Cy Ek', 'Di Fo', 'Ed Go', 'Fy Hu', 'Gi Iz', 'Ho Ju', 'Ira Ko', 'Jon Li', 'Kim Mo'];
    const split = (name: string) => {
      const [first_name, last_name] = name.split(' ');
      return { first_name, last_name, household: [{ name, born: `19${50 + (name.charCodeAt(0) % 40)}-01-01` }] };
    };
    const ids: string[] = [];
    for (const name of names.slice(0, 2)) ids.push(await apply({ ...split(name), ...shelter }, '2026-05-01'));
    await rekey();
    expect(await find(ids[0]!)).toMatchObject([{ other: { id: ids[1] } }]);
    for (const name of names.slice(2)) ids.push(await apply({ ...split(name), ...shelter }, '2026-05-01'));
    const again = await apply({ ...split('Bo An'), ...shelter }, '2026-05-02');
    await rekey();
    expect(await find(ids[1]!)).toEqual([]);
    expect(await find(again)).toMatchObject([
      { other: { id: ids[0] }, signs: [{ sign: 'same-name' }, { sign: 'same-born' }] },
    ]);
  });

  it('is gone with the answer that it was made of, and notes that may tell it are gone with them', async () => {
    const id = await apply({ ...ana, home: '77 Bay Street' }, '2026-06-01');
    const other = await apply({ ...ana, home: '77 Bay Street' }, '2026-06-02');
    await rekey();
    await run(async (tx) => sayOfTwo(tx, { case: other, other: id, same: false, note: 'Her sister.' }));
    const [found] = await find(id);
    expect(found?.words).toMatchObject([
      { same: false, note: 'Her sister.', saidBy: 'samuel-osei', saidAs: 'reviewer' },
    ]);
    await run((tx) => eraseFacts(tx, id, ['first_name']), { ...samuel, person: null, role: 'clock' });
    expect([await kindsOf(id), await kindsOf(other)]).toEqual([
      ['address', 'email'],
      ['address', 'email', 'name'],
    ]);
    expect((await find(other)).find((each) => each.other.id === id)?.words).toMatchObject([
      { same: false, note: null },
    ]);
    await run((tx) => eraseFacts(tx, id, ['email', 'home']));
    expect(await kindsOf(id)).toEqual([]);
    // What was not erased does not bring back what was.
    await rekey();
    expect(await kindsOf(id)).toEqual([]);
  });

  it('is neither for agencies nor for clients, nor for another tenant', async () => {
    const look = (who: Partial<Who>) =>
      run(
        async (tx) =>
          Promise.all(
            ['duplicate_keys', 'duplicate_words'].map(
              async (table) => (await tx.sql(`spec.${table}`, `SELECT FROM ${table}`)).length > 0,
            ),
          ),
        { ...samuel, ...who },
      );
    const id = (await database.ownerQuery<{ case_id: string }>('SELECT case_id FROM duplicate_words'))[0]!.case_id;
    expect(await look({})).toEqual([true, true]);
    for (const who of [
      { role: 'agency-worker', agency: 'kids-help-phone' },
      { role: 'client', case: id },
      { tenant: 'nobody' },
    ])
      expect([who, await look(who)]).toEqual([who, [false, false]]);
  });

  it.each([
    ['said otherwise', `UPDATE duplicate_words SET note = 'No.'`, 'what was said is never changed'],
    ['turned round', 'UPDATE duplicate_words SET same = NOT same', 'permission denied'],
    ['unsaid', 'DELETE FROM duplicate_words', 'permission denied'],
  ])('cannot be %s', async (what, statement, message) => {
    const [one, other] = [await apply(ana, '2026-07-01'), await apply(ana, '2026-07-01')];
    await run(async (tx) => sayOfTwo(tx, { case: one, other, same: true, note: 'Same person.' }));
    await expect(run((tx) => tx.sql(`spec.${what}`, statement))).rejects.toThrow(message);
  });
});
