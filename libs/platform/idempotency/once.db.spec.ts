import { beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/test-database.js';
import type { Who } from '../unit-of-work.js';
import { forgetAnswersAbout, once, type Once, remember } from './once.js';

const nadia: Who = { tenant: 'ontario-211', person: 'nadia', role: 'navigator', agency: null };
const request = { key: 'k1', route: 'POST /api/v1/cases', bodyHash: 'abc' };
const answer = { status: 201, headers: { location: '/api/v1/cases/1' }, json: '{"id":"1"}' };

describe('a repeated request', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  const ask = (who = nadia, asked = request) => database.unitOfWork.run(who, (tx) => once(tx, asked));
  const doIt = (): Promise<Once> =>
    database.unitOfWork.run(nadia, async (tx) => {
      const seen = await once(tx, request);
      if (seen.kind === 'first') remember(tx, request, answer);
      return seen;
    });

  it('gets the same answer again', async () => {
    expect(await doIt()).toEqual({ kind: 'first' });
    expect(await doIt()).toEqual({ kind: 'replay', ...answer });
  });

  it('with another body or to another place is told so', async () => {
    await doIt();
    expect(await ask(nadia, { ...request, bodyHash: 'def' })).toEqual({ kind: 'other-body' });
    expect(await ask(nadia, { ...request, route: 'POST /api/v1/contacts' })).toEqual({ kind: 'other-body' });
  });

  it('is new for another person and in another tenant', async () => {
    await doIt();
    expect(await ask({ ...nadia, person: 'omar' })).toEqual({ kind: 'first' });
    expect(await ask({ ...nadia, tenant: 'greater-montreal' })).toEqual({ kind: 'first' });
  });

  it('is new again after 24 hours', async () => {
    await doIt();
    database.clock.advance(24 * 3_600_000);
    expect(await doIt()).toEqual({ kind: 'first' });
    expect(await doIt()).toMatchObject({ kind: 'replay' });
  });

  it('is in flight while the first one runs, and first again when that failed', async () => {
    await database.unitOfWork
      .run(nadia, async (tx) => {
        await once(tx, request);
        expect(await ask()).toEqual({ kind: 'in-flight' });
        throw new Error('failed');
      })
      .catch(() => undefined);
    expect(await ask()).toEqual({ kind: 'first' });
  });

  it('of an agency’s person is known by them, and nobody else’s answer is there for them', async () => {
    const robin: Who = { tenant: 'ontario-211', person: 'robin', role: 'agency-worker', agency: 'one' };
    const keep = (who: Who) => database.unitOfWork.run(who, async (tx) => remember(tx, request, answer));
    for (const who of [nadia, robin, { ...robin, person: 'kim' }]) await keep(who);
    expect(await ask(robin)).toMatchObject({ kind: 'replay' });
    const seen = (who: Who) =>
      database.unitOfWork.run(who, (tx) => tx.sql('spec.seen', 'SELECT person_id FROM idempotency_keys ORDER BY 1'));
    expect(await seen(robin)).toEqual([{ person_id: 'robin' }]);
    // Who erases must reach everybody's.
    expect(await seen({ ...nadia, person: null, role: 'clock' })).toHaveLength(3);
    await expect(
      database.unitOfWork.run(robin, (tx) =>
        tx.sql('spec.take-over', `UPDATE idempotency_keys SET person_id = 'nadia' WHERE key = 'k1'`),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it('costs one round trip', async () => {
    await database.unitOfWork.run(nadia, async (tx) => {
      const before = tx.roundTrips;
      await once(tx, request);
      expect(tx.roundTrips - before).toBe(1);
    });
  });

  it('runs again, and finds the answer, when another one finished between the look and the lock', async () => {
    let runs = 0;
    const seen = await database.unitOfWork.run(nadia, async (tx) => {
      // What the look saw before the other one committed.
      const found: Once = runs++ === 0 ? { kind: 'first' } : await once(tx, request);
      if (runs === 1) await doIt();
      if (found.kind === 'first') remember(tx, request, answer);
      return found;
    });
    expect(runs).toBe(2);
    expect(seen).toMatchObject({ kind: 'replay' });
  });

  it('is new again when what its answer told of was forgotten', async () => {
    const about = '01890000-0000-7000-8000-000000000001';
    const keep = (key: string, of: string | null) =>
      database.unitOfWork.run(nadia, async (tx) => remember(tx, { ...request, key }, answer, of));
    await keep('k1', about);
    await keep('k2', null);
    await database.unitOfWork.run(nadia, async (tx) => forgetAnswersAbout(tx, about));
    expect(await ask()).toEqual({ kind: 'first' });
    expect(await ask(nadia, { ...request, key: 'k2' })).toMatchObject({ kind: 'replay' });
  });
});
