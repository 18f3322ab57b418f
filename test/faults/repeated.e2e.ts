import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type TestApp, startTestApp } from '../setup/app.js';
import { type Answered, Desk, counted, toOffer } from './desk.js';
import { expectUnbroken } from './unbroken.js';

const together = counted(10, 50);

describe('the same request again', () => {
  let test: TestApp;
  let desk: Desk;
  beforeAll(async () => {
    test = await startTestApp();
    desk = await Desk.at(test);
  });
  afterAll(() => test?.stop());

  const count = async (table: string): Promise<number> =>
    (await test.database.ownerQuery<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0;

  /** Many at once with one key, then once more: one answer to all of them, and nobody is told anything else. */
  async function repeat(path: string, body: unknown, status: number, who = desk): Promise<Answered> {
    const key = { 'idempotency-key': randomUUID() };
    const answered = await Promise.all(Array.from({ length: together }, () => who.post(path, body, key)));
    const [first, ...rest] = answered.filter((one) => one.status === status);
    expect(answered.filter((one) => one.status !== status).map((one) => [one.status, one.body['type']])).toEqual(
      answered
        .filter((one) => one.status !== status)
        .map(() => [409, expect.stringContaining('request-is-in-flight') as unknown]),
    );
    const again = await who.post(path, body, key);
    for (const one of [...rest, again]) {
      // Byte for byte, said in a way that does not print two whole cases.
      expect(one.text === first?.text).toBe(true);
      expect(one.headers.get('etag')).toBe(first?.headers.get('etag') ?? null);
    }
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await who.post(path, { ...(body as object), more: 'x' }, key);
    expect(other.status).toBe(422);
    return again;
  }

  it('opens one contact', async () => {
    const before = await count('contacts');
    await repeat('/contacts', { line: 'good2talk', channel: 'phone', language: 'en' }, 201);
    expect(await count('contacts')).toBe(before + 1);
  });

  it('opens one case', async () => {
    const before = await count('cases');
    const { body } = await repeat('/cases', { program: 'good2talk', channel: 'phone', language: 'fr' }, 201);
    expect(await count('cases')).toBe(before + 1);
    expect(await expectUnbroken(test.database.ownerQuery, String(body['id']))).toBe(1);
  });

  it('takes one step of answers', async () => {
    const id = await desk.openCase();
    await repeat(`/cases/${id}/answers`, { answers: { lang: 'en', campus: 'Trent' } }, 200);
    expect(await expectUnbroken(test.database.ownerQuery, id)).toBe(2);
  });

  it('takes one step of an event, with its effects once', async () => {
    const id = await desk.openCase();
    await desk.walk(id, toOffer.slice(0, -1));
    const [referrals, calls] = [await count('referrals'), await count('outbox')];
    await repeat(`/cases/${id}/events`, { event: 'give-consent', by: 'self' }, 200);
    expect([await count('referrals'), await count('outbox')]).toEqual([referrals + 1, calls + 1]);
  });

  it('accepts a referral once', async () => {
    const id = await desk.openCase();
    const offer = ((await desk.walk(id, toOffer)).body['offers'] as { id: string }[])[0]?.id ?? '';
    const agency = await Desk.at(test, 'agency-worker', 'daniel-okafor');
    const steps = await expectUnbroken(test.database.ownerQuery, id);
    await repeat(`/referrals/${offer}/accept`, {}, 200, agency);
    expect(await expectUnbroken(test.database.ownerQuery, id)).toBe(steps + 1);
  });

  it('that was refused is not kept: with the same key it may be tried again', async () => {
    const id = await desk.openCase();
    const key = { 'idempotency-key': randomUUID() };
    const path = `/cases/${id}/events`;
    expect((await desk.post(path, { event: 'give-consent' }, key)).status).toBe(409);
    await desk.walk(id, toOffer.slice(0, -1));
    expect((await desk.post(path, { event: 'give-consent' }, key)).status).toBe(200);
  });
});
