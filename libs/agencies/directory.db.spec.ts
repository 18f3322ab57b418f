import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/setup/test-database.js';
import type { Tx, Who } from '../platform/index.js';
import {
  findAgency,
  findHolidays,
  findServices,
  listAgencies,
  seedAgencies,
  setCapacity,
  type AgencyDefinition,
  type CapacityChange,
  type ServiceDefinition,
} from './index.js';

const ontario: Who = { tenant: 'ontario-211', person: 'amina-diallo', role: 'navigator', agency: null };
const montreal: Who = { ...ontario, tenant: 'greater-montreal' };
const helper: Who = { ...ontario, person: 'daniel', role: 'agency-worker', agency: 'kids-help-phone' };

const holidays = [{ id: 'ontario', days: [{ date: '2026-12-25', name: { en: 'Christmas Day', fr: 'Noël' } }] }];

function service(id: string, more: Partial<ServiceDefinition> = {}): ServiceDefinition {
  return {
    id,
    name: { en: id, fr: id },
    description: null,
    phones: [{ number: '1-800-668-6868', extension: null }],
    languages: ['en', 'fr'],
    interpreter: true,
    hours: '24/7',
    serviceArea: null,
    handovers: ['warm', 'cold', 'number'],
    source: 'https://example.org',
    verify: 'Check the number with the agency before live use.',
    ...more,
  };
}

function agency(id: string, services: readonly ServiceDefinition[] = [service(id)]): AgencyDefinition {
  return { id, name: { en: id, fr: id }, website: null, timeZone: 'America/Toronto', holidays: 'ontario', services };
}

const weekdayHours = { monday: ['09:00-17:00'], friday: ['09:00-17:00'], holidays: 'closed' as const };
const kids = agency('kids-help-phone');
const connex = agency('connexontario', [
  service('connexontario', {
    hours: weekdayHours,
    serviceArea: ['ontario'],
    phones: [{ number: '1-877-376-4674', extension: '340' }],
    verify: null,
  }),
  service('connexontario-chat', { phones: [] }),
]);

describe('the directory', () => {
  let database: TestDatabase;
  const run = <T>(who: Who, work: (tx: Tx) => Promise<T>) => database.unitOfWork.run(who, work);

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    database.clock.set('2026-06-01T15:00:00Z'); // Monday, 11:00 in Toronto
    await run(ontario, async (tx) => {
      await seedAgencies(tx, [kids, connex], holidays);
      for (const { id } of [kids, connex]) {
        await setCapacity(tx, { agency: id, service: null, state: 'open', fullUntil: null, ifRevision: null });
      }
    });
  });

  it('finds services in the order asked, in one round trip, without those it does not have', async () => {
    const { ids, trips } = await run(ontario, async (tx) => {
      const before = tx.roundTrips;
      const found = await findServices(tx, ['connexontario', 'nobody', 'kids-help-phone']);
      return { ids: found.map(({ id }) => id), trips: tx.roundTrips - before };
    });
    expect(ids).toEqual(['connexontario', 'kids-help-phone']);
    expect(trips).toBe(1);
  });

  it('tells of a service all that routing asks, at this instant', async () => {
    const [found] = await run(ontario, (tx) => findServices(tx, ['connexontario']));
    expect(found).toMatchObject({
      agency: 'connexontario',
      phone: '1-877-376-4674 x340',
      open: true,
      opens: null,
      full: false,
      areas: ['ontario'],
      handovers: ['warm', 'cold', 'number'],
      languages: ['en', 'fr'],
      interpreter: true,
      timeZone: 'America/Toronto',
      capacity: { state: 'open', fullUntil: null },
    });
  });

  it('knows that a holiday closes a service and when it opens again', async () => {
    database.clock.set('2026-12-25T15:00:00Z'); // Christmas, a Friday
    const [found] = await run(ontario, (tx) => findServices(tx, ['connexontario']));
    expect(found).toMatchObject({ open: false, opens: '2026-12-28T14:00:00.000Z' });
    expect([...(await run(ontario, (tx) => findHolidays(tx, 'ontario')))]).toEqual(['2026-12-25']);
  });

  it('shows a tenant nothing of another', async () => {
    expect(await run(montreal, (tx) => listAgencies(tx))).toEqual([]);
    expect(await run(montreal, (tx) => findServices(tx, ['kids-help-phone']))).toEqual([]);
    const answer = await run(montreal, (tx) => setCapacity(tx, full()));
    expect(answer).toEqual({ ok: false, reason: 'agency-is-not-in-the-directory' });
  });

  it('is the same after seeding again, revisions and capacity included', async () => {
    await run(ontario, (tx) => setCapacity(tx, full()));
    const before = await run(ontario, (tx) => listAgencies(tx));
    await run(ontario, (tx) => seedAgencies(tx, [kids, connex], holidays));
    expect(await run(ontario, (tx) => listAgencies(tx))).toEqual(before);
  });

  it('retires what the configuration no longer names, and takes it back', async () => {
    await run(ontario, (tx) => seedAgencies(tx, [kids], holidays));
    expect((await run(ontario, (tx) => listAgencies(tx))).map(({ id }) => id)).toEqual(['kids-help-phone']);
    expect(await run(ontario, (tx) => findServices(tx, ['connexontario']))).toEqual([]);
    await run(ontario, (tx) => seedAgencies(tx, [kids, connex], holidays));
    expect(await run(ontario, (tx) => findServices(tx, ['connexontario']))).toHaveLength(1);
  });

  it('refuses two agencies with one service id', async () => {
    const twice = agency('other', [service('kids-help-phone')]);
    await expect(run(ontario, (tx) => seedAgencies(tx, [kids, twice], holidays))).rejects.toThrow(
      'Service "kids-help-phone" is listed by kids-help-phone and again by other.',
    );
  });

  const full = (more: Partial<CapacityChange> = {}): CapacityChange => ({
    agency: 'kids-help-phone',
    service: null,
    state: 'full',
    fullUntil: null,
    ifRevision: null,
    ...more,
  });

  it('is full until the moment named, and open from then on without anybody doing anything', async () => {
    const until = new Date('2026-06-05T21:00:00Z');
    await run(ontario, (tx) => setCapacity(tx, full({ fullUntil: until })));
    const now = async () => (await run(ontario, (tx) => findServices(tx, ['kids-help-phone'])))[0];
    expect(await now()).toMatchObject({ full: true, capacity: { state: 'full', fullUntil: until.toISOString() } });
    database.clock.set(until);
    expect(await now()).toMatchObject({ full: false, capacity: { state: 'open', fullUntil: null } });
  });

  it('may be full in one service and not in the other', async () => {
    await run(ontario, (tx) => setCapacity(tx, full({ agency: 'connexontario', service: 'connexontario-chat' })));
    const states = (await run(ontario, (tx) => findAgency(tx, 'connexontario')))?.services.map(({ full }) => full);
    expect(states).toEqual([false, true]);
  });

  it('refuses a change of something that somebody else changed meanwhile, and shows what it is now', async () => {
    const seen = await run(ontario, (tx) => findAgency(tx, 'kids-help-phone'));
    const changed = await run(ontario, (tx) => setCapacity(tx, full({ ifRevision: seen?.revision ?? 0 })));
    expect(changed).toMatchObject({ ok: true, agency: { revision: (seen?.revision ?? 0) + 1 } });
    const late = await run(ontario, (tx) => setCapacity(tx, full({ state: 'open', ifRevision: seen?.revision ?? 0 })));
    expect(late).toMatchObject({ reason: 'somebody-else-changed-it', current: { services: [{ full: true }] } });
  });

  it('lets one of two changes at once win', async () => {
    const seen = await run(ontario, (tx) => findAgency(tx, 'kids-help-phone'));
    const change = () => run(ontario, (tx) => setCapacity(tx, full({ ifRevision: seen?.revision ?? 0 })));
    const answers = await Promise.all([change(), change(), change()]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it.each([
    ['agency-is-not-yours', helper, full({ agency: 'connexontario' })],
    ['service-is-not-of-this-agency', helper, full({ service: 'connexontario' })],
    ['full-until-is-over', helper, full({ fullUntil: new Date('2026-06-01T14:59:00Z') })],
    ['only-full-has-an-end', helper, full({ state: 'open', fullUntil: new Date('2026-06-02T14:59:00Z') })],
    ['agency-is-not-in-the-directory', ontario, full({ agency: 'nobody' })],
  ])('refuses: %s', async (reason, who, change) => {
    expect(await run(who, (tx) => setCapacity(tx, change))).toEqual({ ok: false, reason });
  });

  it('lets an agency speak for itself', async () => {
    expect(await run(helper, (tx) => setCapacity(tx, full()))).toMatchObject({ ok: true });
  });

  it('holds an agency to its own rows in the database too', async () => {
    const touched = await run(helper, (tx) =>
      tx.sql<{ id: string }>('spec.touch-services', `UPDATE services SET capacity_state = 'full' RETURNING id`),
    );
    expect(touched).toEqual([{ id: 'kids-help-phone' }]);
  });
});
