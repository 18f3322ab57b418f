import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimerPump } from '../../libs/platform/index.js';
import { startTestApp, type TestApp } from '../setup/app.js';

const day = 86_400_000;

describe('an answer that a program keeps for thirty days', () => {
  let app: TestApp;
  let token: string;
  beforeAll(async () => {
    app = await startTestApp();
    token = await app.signIn('navigator');
  });
  afterAll(() => app.stop());

  const post = async (path: string, body: object) => {
    const request = app.http.post(`/api/v1${path}`).set('authorization', token).set('idempotency-key', randomUUID());
    const answer = await request.send(body);
    expect([200, 201]).toContain(answer.status);
    return answer.body;
  };
  const valueOf = async (id: string, key: string) => {
    const rows = 'SELECT value FROM facts WHERE case_id = $1 AND key = $2 ORDER BY version DESC LIMIT 1';
    return (await app.database.ownerQuery<{ value: unknown }>(rows, [id, key]))[0]?.value;
  };

  it('is gone thirty days after the case ended, and not before', async () => {
    const { id } = await post('/cases', { program: 'good2talk', channel: 'phone', language: 'en', line: 'good2talk' });
    await post(`/cases/${id}/answers`, {
      answers: { callback_number: '416-555-0123', callback_at: '2026-06-01T10:00', need: 'counselling' },
    });
    await post(`/cases/${id}/events`, { event: 'caller-gone' });
    for (const state of ['callback-due', 'callback-due', 'callback-missed']) {
      expect((await post(`/cases/${id}/events`, { event: 'miss-caller' })).state).toBe(state);
    }
    const pump = app.app.get(TimerPump);
    app.clock.advance(30 * day - 1);
    await pump.drainOnce();
    expect(await valueOf(id, 'callback_number')).toBe('416-555-0123');
    app.clock.advance(1);
    await pump.drainOnce();
    expect(await valueOf(id, 'callback_number')).toBeNull();
    expect(await valueOf(id, 'callback_at')).toBeNull();
    expect(await valueOf(id, 'need')).toBe('counselling');
  });
});
