import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import { newId, TimerPump, type Tx, type Who } from '../platform/index.js';
import {
  findContact,
  listOverdueAlerts,
  seeOverdueAlert,
  setLanguage,
  startContact,
  startWrapUp,
  wrapUpContact,
} from './index.js';
import { PassOnOverdue, passOnOverdue } from './pass-on-overdue.js';

const ontario: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
const montreal: Who = { ...ontario, tenant: 'greater-montreal' };
const minutes = 60_000;

describe('a contact', () => {
  let database: TestDatabase;
  let pump: TimerPump;
  const run = <T>(work: (tx: Tx) => Promise<T>, who: Who = ontario) => database.unitOfWork.run(who, work);
  const open = (who: Who = ontario) =>
    run((tx) => startContact(tx, { line: 'good2talk', channel: 'phone', language: 'en' }), who);
  const find = (id: string, who: Who = ontario) => run((tx) => findContact(tx, id), who);
  beforeAll(async () => {
    database = await createTestDatabase();
    pump = new TimerPump(database.workerDataSource, database.unitOfWork, database.clock);
    new PassOnOverdue(database.unitOfWork, pump).onModuleInit();
  });

  it('belongs to the person who takes it, greeted in both languages', async () => {
    const contact = await open();
    expect(contact).toMatchObject({
      owner: { kind: 'person', id: 'amina-diallo' },
      greetedAt: database.clock.now().toISOString(),
      greetedIn: ['en', 'fr'],
      inquirer: null, // nobody has said it
      status: 'open',
    });
    expect(await find(contact.id)).toEqual(contact);
  });

  it('has nobody related to the client while it is not said who calls', async () => {
    const wish = { line: 'good2talk', channel: 'phone', language: 'en', relation: 'family' } as const;
    await expect(run((tx) => startContact(tx, wish))).rejects.toThrow('only_third_parties_are_related');
    expect(await run((tx) => startContact(tx, { ...wish, inquirer: 'third-party' }))).toMatchObject({
      relation: 'family',
    });
  });

  it('belongs to the navigators when no person opened it', async () => {
    expect((await open({ ...ontario, person: null, role: 'integrator' })).owner).toEqual({
      kind: 'queue',
      id: 'navigators',
    });
  });

  it('is seen and changed by its tenant alone', async () => {
    const { id } = await open();
    expect(await find(id, montreal)).toBeNull();
    const unknown = { ok: false, reason: 'contact-is-unknown' };
    expect(await run((tx) => wrapUpContact(tx, id, 'Not yours.'), montreal)).toEqual(unknown);
    expect(await run((tx) => setLanguage(tx, id, { language: 'fr', interpreter: null }), montreal)).toEqual(unknown);
    expect((await find(id))?.status).toBe('open');
  });

  it('goes to other hands at each deadline, with a new deadline each time', async () => {
    const { id } = await open();
    database.clock.advance(60 * minutes - 1);
    await pump.drainOnce();
    expect(await find(id)).toMatchObject({ owner: { id: 'amina-diallo' }, overdue: 0 });
    const seen: unknown[] = [];
    for (const wait of [1, 30 * minutes, 30 * minutes]) {
      database.clock.advance(wait);
      await pump.drainOnce();
      const contact = await find(id);
      seen.push([contact?.owner?.id, contact?.overdue]);
      expect(Date.parse(contact?.due ?? '') - database.clock.now().getTime()).toBe(30 * minutes);
    }
    expect(seen).toEqual([
      ['supervisors', 1],
      ['on-call-managers', 2],
      ['on-call-managers', 3],
    ]);
  });

  it('alerts the supervisors at each deadline that passes, until one of them has seen it', async () => {
    const supervisor: Who = { ...ontario, person: 'priya-raman', role: 'supervisor' };
    const { id } = await open();
    const list = (who: Who) => run((tx) => listOverdueAlerts(tx, { waiting: true, limit: 100, after: null }), who);
    const about = async (who: Who) => (await list(who)).filter(({ contactId }) => contactId === id);
    database.clock.advance(60 * minutes - 1);
    await pump.drainOnce();
    expect(await about(supervisor)).toEqual([]);
    database.clock.advance(1);
    await pump.drainOnce();
    const [first] = await about(supervisor);
    expect(first).toMatchObject({ queue: 'supervisors', status: 'open', at: database.clock.now(), seenBy: null });
    for (const other of [
      ontario,
      { ...supervisor, tenant: 'greater-montreal' },
      { ...supervisor, role: 'agency-worker' },
    ]) {
      expect(await about(other)).toEqual([]);
      expect(await run((tx) => seeOverdueAlert(tx, first?.id ?? ''), other)).toBeNull();
    }
    expect(await run((tx) => seeOverdueAlert(tx, first?.id ?? ''), supervisor)).toMatchObject({
      seenBy: 'priya-raman',
    });
    expect(await about(supervisor)).toEqual([]);
    database.clock.advance(30 * minutes);
    await pump.drainOnce();
    expect(await about(supervisor)).toMatchObject([{ queue: 'on-call-managers' }]);
    await run((tx) => passOnOverdue(tx, { subject: id, generation: 1 }));
    expect(await about(supervisor)).toHaveLength(1);
  });

  it('has less time to be written up than to be held', async () => {
    const { id } = await open();
    await run((tx) => startWrapUp(tx, id));
    expect(await find(id)).toMatchObject({ status: 'wrap-up', owner: { id: 'amina-diallo' } });
    database.clock.advance(15 * minutes);
    await pump.drainOnce();
    expect((await find(id))?.owner).toEqual({ kind: 'queue', id: 'supervisors' });
  });

  it('ignores a deadline that was set again meanwhile', async () => {
    const { id } = await open();
    await run((tx) => startWrapUp(tx, id));
    await run((tx) => passOnOverdue(tx, { subject: id, generation: 1 }));
    expect(await find(id)).toMatchObject({ owner: { id: 'amina-diallo' }, overdue: 0 });
  });

  it('is closed with its note, and has nobody and no deadline then', async () => {
    const { id } = await open();
    const closed = await run((tx) => wrapUpContact(tx, id, 'Will call again.'));
    expect(closed).toMatchObject({ ok: true, contact: { status: 'closed', owner: null, due: null } });
    expect(await database.ownerQuery('SELECT 1 FROM timers WHERE subject_id = $1', [id])).toEqual([]);
    const refused = { ok: false, reason: 'contact-is-closed' };
    expect(await run((tx) => wrapUpContact(tx, id, 'Again.'))).toEqual(refused);
    expect(await run((tx) => startWrapUp(tx, id))).toEqual(refused);
    expect((await find(id))?.note).toBe('Will call again.');
  });

  it('is closed by one of two at once', async () => {
    const { id } = await open();
    const close = (note: string) => run((tx) => wrapUpContact(tx, id, note));
    const answers = await Promise.all([close('one'), close('two'), close('three')]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it.each([
    ['no owner', 'owner_kind = NULL, owner_id = NULL', 'unclosed_contacts_have_an_owner'],
    ['the system as its owner', `owner_id = 'system'`, 'unclosed_contacts_have_an_owner'],
    ['no deadline', 'due_at = NULL', 'unclosed_contacts_have_a_deadline'],
    ['a deadline beyond a day', `due_at = due_since + interval '25 hours'`, 'unclosed_contacts_have_a_deadline'],
    ['an end without being closed', 'ended_at = now()', 'closed_contacts_have_ended'],
  ])('cannot have %s while it is open', async (what, change, constraint) => {
    const { id } = await open();
    const statement = `UPDATE contacts SET ${change} WHERE tenant_id = $1 AND id = $2`;
    await expect(run((tx) => tx.sql(`spec.${what}`, statement, [tx.who.tenant, id]))).rejects.toThrow(constraint);
  });

  it('does not exist before it is opened', async () => {
    expect(await find(newId())).toBeNull();
  });
});
