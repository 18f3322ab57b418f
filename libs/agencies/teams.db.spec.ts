import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { counted } from '../../test/faults/desk.js';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import { newId, type Tx, type Who } from '../platform/index.js';
import {
  addTeam,
  callTeamBack,
  changeTeam,
  findServices,
  findTeam,
  freeTeamOf,
  freeTeamsOfCase,
  holdTeam,
  listTeams,
  seedAgencies,
  sendTeam,
  type AgencyDefinition,
  type KnownHours,
  type Sending,
} from './index.js';

const ours: Who = { tenant: 'ontario-211', person: 'olu', role: 'supervisor', agency: null };
const theirs: Who = { ...ours, person: 'gerd', role: 'agency-worker', agency: 'gerstein' };
const others: Who = { ...theirs, person: 'tara', agency: 'taibu' };
const days: KnownHours = { monday: ['08:00-20:00'], holidays: 'same' };

function agency(id: string, shifts: readonly KnownHours[]): AgencyDefinition {
  const name = { en: id, fr: id };
  const teams = shifts.map((each, index) => ({ id: `${id}-${index + 1}`, name, languages: [], shifts: each }));
  const service = {
    ...{ id, name, description: null, phones: [], languages: ['en'], interpreter: true, hours: '24/7' as const },
    ...{ serviceArea: null, covers: { wards: [10, 13], fsas: ['M4Y'] }, byTeams: shifts.length > 0, teams },
    ...{ handovers: ['dispatch' as const], source: 'https://example.org', verify: null },
  };
  return { id, name, website: null, timeZone: 'America/Toronto', holidays: 'ontario', services: [service] };
}
const agencies = [agency('gerstein', [days, days]), agency('taibu', ['24/7']), agency('lone', [])];

const whole = { limit: 200, after: null };

describe('teams', () => {
  let database: TestDatabase;
  const run = <T>(who: Who, work: (tx: Tx) => Promise<T>) => database.unitOfWork.run(who, work);
  const seed = (all = agencies) => run(ours, (tx) => seedAgencies(tx, all, []));
  const service = async (id = 'gerstein') => (await run(ours, (tx) => findServices(tx, [id])))[0];
  const send = (team: string, more: Partial<Sending> = {}) => {
    const sending = { team, service: 'gerstein', referral: newId(), case: newId(), ...more };
    return run(ours, async (tx) => {
      const refused = await holdTeam(tx, sending);
      if (!refused) sendTeam(tx, sending);
      return refused ?? sending.referral;
    });
  };

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    database.clock.set('2026-06-01T15:00:00Z'); // Monday, 11:00 in Toronto
    await database.ownerQuery('TRUNCATE teams CASCADE');
    await seed();
  });

  it('make a service full when none of them is on shift and free, at that very instant, in one round trip', async () => {
    expect(await service()).toMatchObject({ full: false, teams: { all: 2, onShift: 2, free: 2 } });
    await send('gerstein-1');
    expect(await service()).toMatchObject({ full: false, teams: { all: 2, onShift: 2, free: 1 } });
    const referral = await send('gerstein-2');
    expect(await service()).toMatchObject({
      full: true,
      capacity: { state: 'full', fullUntil: null },
      teams: { free: 0 },
    });
    await run(ours, (tx) => Promise.resolve(freeTeamOf(tx, referral)));
    database.clock.set('2026-06-01T23:59:59.999Z');
    expect((await service())?.full).toBe(false);
    database.clock.set('2026-06-02T00:00:00Z');
    expect(await service()).toMatchObject({ full: true, open: true, teams: { onShift: 0 } });
    const trips = await run(ours, async (tx) => {
      await findServices(tx, ['gerstein', 'taibu']);
      return tx.roundTrips;
    });
    expect(trips).toBe(2); // with COMMIT
  });

  it('change nothing for a service that has none', async () => {
    expect(await service('lone')).toMatchObject({ full: false, teams: null });
  });

  it('are out of service until the moment named, and in service from then on without anybody doing anything', async () => {
    const until = new Date('2026-06-01T16:00:00Z');
    await run(theirs, (tx) => changeTeam(tx, 'gerstein', 'gerstein-1', 1, { out: { until } }));
    await run(theirs, (tx) => changeTeam(tx, 'gerstein', 'gerstein-2', 1, { out: { until: 'one-hour' } }));
    expect((await service())?.full).toBe(true);
    database.clock.set(until);
    expect(await service()).toMatchObject({ full: false, teams: { free: 2 } });
  });

  it('that are with somebody cannot be sent to somebody else, nor taken off the list, until they are back', async () => {
    const referral = await send('gerstein-1');
    expect(await send('gerstein-1')).toBe('team-is-sent-already');
    expect(await send('gerstein-1', { referral })).toBe(referral); // the same once more
    expect(await send('taibu-1')).toBe('team-is-not-of-this-service');
    const retire = () => run(theirs, (tx) => changeTeam(tx, 'gerstein', 'gerstein-1', null, { retired: true }));
    expect(await retire()).toMatchObject({ reason: 'team-is-sent' });
    expect(await run(theirs, (tx) => callTeamBack(tx, 'gerstein', 'gerstein-1'))).toMatchObject({
      team: { busy: null },
    });
    expect(await retire()).toMatchObject({ ok: true });
    expect(await service()).toMatchObject({ teams: { all: 1 } });
  });

  it('that are swapped for one dispatch: the first is free, the second is busy', async () => {
    const referral = await send('gerstein-1');
    await send('gerstein-2', { referral });
    const all = await run(ours, (tx) => listTeams(tx, 'gerstein', whole));
    expect(all.map(({ condition }) => condition)).toEqual(['free', 'busy']);
  });

  it('are seen and changed by their own agency alone, in the database too', async () => {
    expect((await run(others, (tx) => listTeams(tx, 'gerstein', whole))).length).toBe(0);
    expect(await run(others, (tx) => findTeam(tx, 'gerstein-1'))).toBeNull();
    const change = await run(others, (tx) => changeTeam(tx, 'gerstein', 'gerstein-1', null, { out: null }));
    expect(change).toEqual({ ok: false, reason: 'team-is-unknown' });
    const team = { service: 'gerstein', name: { en: 'x', fr: 'x' }, languages: [], shifts: days };
    expect(await run(others, (tx) => addTeam(tx, 'gerstein', team))).toMatchObject({ ok: false });
    const touched = await run(others, (tx) =>
      tx.sql('spec.touch-teams', 'UPDATE teams SET out_of_service = true RETURNING id'),
    );
    expect(touched).toEqual([{ id: 'taibu-1' }]);
    const insert = run(others, (tx) =>
      tx.sql(
        'spec.insert-team',
        `INSERT INTO teams (tenant_id, id, agency_id, service_id, position, name, languages, shifts)
         VALUES ('ontario-211', 'x', 'gerstein', 'gerstein', 9, '{}', '{}', '"24/7"')`,
      ),
    );
    await expect(insert).rejects.toThrow('row-level security');
  });

  it('that a person has changed stay as they are when the configuration is read again; the others follow it', async () => {
    const name = { en: 'Night', fr: 'Nuit' };
    await run(theirs, (tx) => changeTeam(tx, 'gerstein', 'gerstein-1', 1, { name }));
    await run(theirs, (tx) => changeTeam(tx, 'gerstein', 'gerstein-2', 1, { out: { until: null } }));
    const added = { service: 'gerstein', name, languages: ['so'], shifts: days };
    await run(theirs, (tx) => addTeam(tx, 'gerstein', added));
    await seed([agency('gerstein', ['24/7', '24/7']), ...agencies.slice(1)]);
    const all = await run(ours, (tx) => listTeams(tx, 'gerstein', whole));
    expect(all.map(({ name: { en }, shifts, out }) => ({ en, shifts, isOut: out !== null }))).toEqual([
      { en: 'Night', shifts: days, isOut: false },
      { en: 'gerstein', shifts: '24/7', isOut: true },
      { en: 'Night', shifts: days, isOut: false },
    ]);
    await seed([agency('gerstein', []), ...agencies.slice(1)]);
    expect((await run(ours, (tx) => listTeams(tx, 'gerstein', whole))).length).toBe(2);
  });

  it('are never on two dispatches, and each one that ends frees its own, whatever happens at once', async () => {
    const referrals = ['a', 'b', 'c', 'd'].map(() => ({ referral: newId(), case: newId() }));
    const one = fc.record({
      what: fc.constantFrom('send', 'end', 'case-ends', 'back'),
      team: fc.constantFrom('gerstein-1', 'gerstein-2'),
      of: fc.constantFrom(...referrals),
    });
    type Op = { what: string; team: string; of: { referral: string; case: string } };
    // The steps of one case come one after the other: each locks it first.
    const cases = new Map<string, Promise<unknown>>();
    const carryOut = (op: Op): Promise<unknown> => {
      if (op.what === 'back') return act(op);
      const mine = (cases.get(op.of.case) ?? Promise.resolve()).then(() => act(op));
      cases.set(op.of.case, mine);
      return mine;
    };
    const act = ({ what, team, of }: Op): Promise<unknown> => {
      if (what === 'send') return send(team, of);
      if (what === 'back') return run(ours, (tx) => callTeamBack(tx, 'gerstein', team));
      return run(ours, async (tx) => (what === 'end' ? freeTeamOf(tx, of.referral) : freeTeamsOfCase(tx, of.case, [])));
    };
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 12 }), async (ops) => {
        for (let at = 0; at < ops.length; at += 3) await Promise.all(ops.slice(at, at + 3).map(carryOut));
        const busy = (await run(ours, (tx) => listTeams(tx, 'gerstein', whole))).flatMap(
          (team) => team.busy?.referral ?? [],
        );
        expect(new Set(busy).size).toBe(busy.length);
        for (const of of referrals) await carryOut({ what: 'end', team: '', of });
        expect((await service())?.teams?.free).toBe(2);
      }),
      { numRuns: counted(12, 400) },
    );
  });
});
