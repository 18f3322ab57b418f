import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import { newId, type Tx, type Who } from '../platform/index.js';
import {
  audit,
  findConsent,
  findSession,
  findTenant,
  nameRegion,
  KnownSessions,
  listConsents,
  listOverrides,
  recordConsent,
  recordOverride,
  reviewOverride,
  revokeSession,
  seedTenants,
  sessionHasEnded,
  signInDemo,
  withdrawConsent,
  type ConsentToRecord,
  type TenantSeed,
} from './index.js';

const ontario: TenantSeed = {
  id: 'ontario-211',
  name: { en: 'Ontario 211', fr: '211 Ontario' },
  timeZone: 'America/Toronto',
  languages: ['en', 'fr'],
  regions: { north: { en: 'North', fr: 'Nord' } },
  people: [
    { id: 'amina', name: 'Amina', roles: [{ role: 'navigator' }, { role: 'supervisor' }] },
    { id: 'daniel', name: 'Daniel', roles: [{ role: 'agency-worker', agency: 'kids-help-phone' }] },
  ],
};
const montreal: TenantSeed = {
  ...ontario,
  id: 'greater-montreal',
  people: [{ id: 'amina', name: 'A.', roles: [{ role: 'navigator' }] }],
};
const navigator: Who = { tenant: 'ontario-211', person: 'amina', role: 'navigator', agency: null };
const supervisor: Who = { ...navigator, person: 'priya', role: 'supervisor' };
const elsewhere: Who = { ...navigator, tenant: 'greater-montreal' };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedTenants(database.unitOfWork, [ontario, montreal]);
});
const run = <T>(who: Who, work: (tx: Tx) => Promise<T>): Promise<T> => database.unitOfWork.run(who, work);
const find = (token: string) => findSession(database.dataSource, token, database.clock.now());

describe('tenants and people', () => {
  it('are what the configuration says, however often it is read', async () => {
    await seedTenants(database.unitOfWork, [ontario, montreal]);
    expect(await run(navigator, findTenant)).toEqual({
      id: 'ontario-211',
      name: ontario.name,
      timeZone: 'America/Toronto',
      languages: ['en', 'fr'],
      regions: ontario.regions,
    });
    expect(await database.ownerQuery('SELECT count(*)::int AS n FROM role_grants')).toEqual([{ n: 4 }]);
  });

  it('call a region by its name, and one that has none by its id', async () => {
    const tenant = await run(navigator, findTenant);
    const called = ['north', 'south', 'constructor', null].map((region) => nameRegion(tenant, region));
    const [south, odd] = ['south', 'constructor'].map((id) => ({ en: id, fr: id }));
    expect(called).toEqual([{ en: 'North', fr: 'Nord' }, south, odd, null]);
    expect(nameRegion(null, 'north')).toEqual({ en: 'north', fr: 'north' });
  });

  it('refuses an agency worker without an agency', async () => {
    const half: TenantSeed = { ...ontario, people: [{ id: 'x', name: 'X', roles: [{ role: 'agency-worker' }] }] };
    await expect(seedTenants(database.unitOfWork, [half])).rejects.toThrow(/x is an agency-worker without an agency/);
  });
});

describe('a session', () => {
  it('is found by its token, with who, in one round trip and without a tenant being set', async () => {
    const signedIn = await run({ ...navigator, person: null }, (tx) => signInDemo(tx, { role: 'agency-worker' }));
    expect(signedIn).toMatchObject({ person: { id: 'daniel' }, agency: 'kids-help-phone' });
    expect(await find(signedIn?.token ?? '')).toMatchObject({
      who: { tenant: 'ontario-211', person: 'daniel', role: 'agency-worker', agency: 'kids-help-phone' },
      personName: 'Daniel',
      timeZone: 'America/Toronto',
    });
  });

  it('is stored without its token', async () => {
    const signedIn = await run(navigator, (tx) => signInDemo(tx, { role: 'navigator' }));
    const rows = await database.ownerQuery('SELECT sessions::text AS row FROM sessions');
    expect(JSON.stringify(rows)).not.toContain(signedIn?.token);
  });

  it('is worth nothing once it is revoked, has expired, or lost its grant', async () => {
    const open = async () => (await run(navigator, (tx) => signInDemo(tx, { role: 'supervisor' })))?.token ?? '';
    const [revoked, expired, ungranted] = [await open(), await open(), await open()];
    const session = await find(revoked);
    const revoke = (who: Who) => run(who, async (tx) => revokeSession(tx, session?.id ?? ''));
    await expect(revoke(elsewhere)).rejects.toMatchObject({ code: sessionHasEnded });
    expect(await find(revoked)).not.toBeNull();
    await revoke(navigator);
    expect(await find(revoked)).toBeNull();
    await expect(revoke(navigator)).rejects.toMatchObject({ code: sessionHasEnded });
    expect(
      await findSession(database.dataSource, expired, new Date(database.clock.now().getTime() + 12 * 3_600_000)),
    ).toBeNull();
    const fewer = { ...ontario, people: [{ id: 'amina', name: 'Amina', roles: [{ role: 'navigator' as const }] }] };
    await seedTenants(database.unitOfWork, [fewer]);
    expect(await find(ungranted)).toBeNull();
    await seedTenants(database.unitOfWork, [ontario]);
    expect(await find(ungranted)).not.toBeNull();
  });

  it('that is known by its token acts only while it holds', async () => {
    const sessions = new KnownSessions(database.dataSource, database.clock);
    const signedIn = await run(navigator, (tx) => signInDemo(tx, { role: 'supervisor' }));
    const token = signedIn?.token ?? '';
    await sessions.findForChange(token);
    const act = async () => {
      const session = await sessions.findForChange(token);
      return session && run(session.who, (tx) => Promise.resolve(tx.who.person));
    };
    expect(await act()).toBe('amina');
    const fewer = { ...ontario, people: [{ id: 'amina', name: 'Amina', roles: [{ role: 'navigator' as const }] }] };
    await seedTenants(database.unitOfWork, [fewer]);
    await expect(act()).rejects.toMatchObject({ code: sessionHasEnded });
    await seedTenants(database.unitOfWork, [ontario]);
    expect(await act()).toBe('amina');
    const known = await sessions.findForChange(token);
    await run(navigator, async (tx) => revokeSession(tx, known?.id ?? ''));
    await expect(act()).rejects.toMatchObject({ code: sessionHasEnded });
    expect(await sessions.find(token)).toBeNull();
    database.clock.advance(60_000);
    expect(await act()).toBeNull();
  });

  it.each(['', 'x', 'A'.repeat(43), "' OR true --"])('is not found by %j', async (token) => {
    expect(await find(token)).toBeNull();
  });

  it('cannot be looked at without a tenant, and its function takes nothing but a hash', async () => {
    expect(await database.dataSource.query('SELECT * FROM sessions')).toEqual([]);
    expect(await database.dataSource.query('SELECT * FROM people')).toEqual([]);
    expect(await database.dataSource.query('SELECT * FROM find_session(NULL, now())')).toEqual([]);
    const [row] = await database.ownerQuery(
      `SELECT prosecdef, proconfig, has_function_privilege('frontdoor_worker', oid, 'EXECUTE') AS worker
       FROM pg_proc WHERE proname = 'find_session'`,
    );
    expect(row).toEqual({ prosecdef: true, proconfig: ['search_path=pg_catalog, pg_temp'], worker: false });
  });
});

describe('a consent', () => {
  const consent = (more: Partial<ConsentToRecord> = {}): ConsentToRecord => ({
    id: newId(),
    caseId: newId(),
    subjectId: newId(),
    disclosure: 'introduce',
    purpose: { en: 'To introduce you', fr: 'Pour vous présenter' },
    recipients: ['kids-help-phone'],
    facts: ['need', 'language'],
    given: true,
    givenBy: 'self',
    contactId: null,
    ...more,
  });
  const recorded = async (more: Partial<ConsentToRecord> = {}) => {
    const one = consent(more);
    await run(navigator, (tx) => recordConsent(tx, one));
    return one;
  };

  it('is active when it was given, and keeps who agreed to what', async () => {
    const given = await recorded();
    expect(await run(navigator, (tx) => findConsent(tx, given.id))).toMatchObject({
      ...given,
      active: true,
      withdrawnAt: null,
    });
    const withheld = await recorded({ given: false });
    expect(await run(navigator, (tx) => findConsent(tx, withheld.id))).toMatchObject({ given: false, active: false });
  });

  it('is over from the moment it is withdrawn, once', async () => {
    const { id, caseId } = await recorded();
    expect(await run(elsewhere, (tx) => withdrawConsent(tx, id))).toBe(false);
    expect(await run(navigator, (tx) => withdrawConsent(tx, id))).toBe(true);
    expect(await run(navigator, (tx) => withdrawConsent(tx, id))).toBe(false);
    expect(await run(navigator, (tx) => listConsents(tx, caseId))).toMatchObject([{ id, given: true, active: false }]);
  });

  it('is over at its end', async () => {
    const until = new Date(database.clock.now().getTime() + 60_000);
    const { id } = await recorded({ until });
    expect(await run(navigator, (tx) => findConsent(tx, id))).toMatchObject({ active: true });
    database.clock.advance(60_000);
    expect(await run(navigator, (tx) => findConsent(tx, id))).toMatchObject({ active: false });
  });

  it('is not seen by another tenant', async () => {
    const { id } = await recorded();
    expect(await run(elsewhere, (tx) => findConsent(tx, id))).toBeNull();
  });

  it('cannot be rewritten', async () => {
    const { id } = await recorded({ given: false });
    const rewrite = run(navigator, (tx) =>
      tx.sql('spec.rewrite', 'UPDATE consents SET given = true WHERE id = $1', [id]),
    );
    await expect(rewrite).rejects.toThrow(/permission denied/);
  });
});

describe('an override', () => {
  it('waits until somebody else has looked at it', async () => {
    const caseId = newId();
    const id = await run(navigator, (tx) =>
      recordOverride(tx, { caseId, disclosure: 'rescue', reason: 'imminent-risk' }),
    );
    const waiting = () => run(supervisor, (tx) => listOverrides(tx, { waiting: true, caseId }));
    expect(await waiting()).toMatchObject([{ id, caseId, by: 'amina', reason: 'imminent-risk', reviewedBy: null }]);
    const own = { ok: false, reason: 'own-override-needs-somebody-else' };
    expect(await run({ ...navigator, role: 'supervisor' }, (tx) => reviewOverride(tx, id))).toEqual(own);
    const foreign = { ok: false, reason: 'override-is-unknown' };
    expect(await run({ ...supervisor, tenant: 'greater-montreal' }, (tx) => reviewOverride(tx, id))).toEqual(foreign);
    expect(await run(supervisor, (tx) => reviewOverride(tx, id))).toEqual({ ok: true });
    expect(await run(supervisor, (tx) => reviewOverride(tx, id))).toEqual({
      ok: false,
      reason: 'override-was-reviewed',
    });
    expect(await waiting()).toEqual([]);
    const all = await run(supervisor, (tx) => listOverrides(tx, { caseId }));
    expect(all).toMatchObject([{ id, reviewedBy: 'priya', reviewedAt: database.clock.now() }]);
  });
});

describe('the audit log', () => {
  it('says who did what, in the same transaction', async () => {
    await run(navigator, (tx) => audit(tx, 'read-case', { case: 'c-1' }));
    await run(navigator, async (tx) => {
      await audit(tx, 'never-happened');
      throw new Error('rolled back');
    }).catch(() => undefined);
    const rows = await database.ownerQuery(
      `SELECT person_id, role, action, subject FROM audit WHERE tenant_id = 'ontario-211'`,
    );
    expect(rows).toContainEqual({
      person_id: 'amina',
      role: 'navigator',
      action: 'read-case',
      subject: { case: 'c-1' },
    });
    expect(JSON.stringify(rows)).not.toContain('never-happened');
  });

  it.each(["UPDATE audit SET action = 'x'", 'DELETE FROM audit', 'TRUNCATE audit'])('refuses %s', async (statement) => {
    await expect(run(navigator, (tx) => tx.sql(`spec.${statement}`, statement))).rejects.toThrow(/permission denied/);
  });
});
