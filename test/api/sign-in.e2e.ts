import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles, sessionHours } from '../../libs/access/index.js';
import { startTestApp, type TestApp } from '../setup/app.js';

describe('signing in to the demo', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  it('says who may sign in, without a token', async () => {
    const { body } = await app.http.get('/api/v1/demo').expect(200);
    const montreal = {
      id: 'drugs-help-and-referral',
      name: expect.objectContaining({ en: 'Drugs: Help and Referral' }),
    };
    expect(body).toEqual({
      demo: true,
      tenants: [
        { id: 'ontario-211', name: { en: 'Ontario 211', fr: '211 Ontario' }, agencies: expect.any(Array) },
        {
          id: 'greater-montreal',
          name: { en: '211 Greater Montréal', fr: '211 Grand Montréal' },
          agencies: [montreal],
        },
      ],
      roles: [...roles],
    });
    expect(body.tenants[0].agencies.map(({ id }: { id: string }) => id)).toContain('kids-help-phone');
  });

  it.each(['ontario-211', 'greater-montreal'].flatMap((tenant) => roles.map((role) => ({ tenant, role }))))(
    'signs in a $role of $tenant and knows them again',
    async ({ tenant, role }) => {
      const { body } = await app.http.post('/api/v1/demo/sign-in').send({ role, tenant }).expect(200);
      expect(body).toMatchObject({ tenant, person: { role } });
      const me = await app.http.get('/api/v1/me').set('authorization', `Bearer ${body.token}`).expect(200);
      expect(me.body).toMatchObject({
        person: { id: body.person.id, name: body.person.name },
        role,
        agency: body.agency,
        tenant: { id: tenant, timeZone: 'America/Toronto' },
      });
      expect(body.agency === null).toBe(role !== 'agency-worker' && role !== 'integrator');
    },
  );

  it('picks the person or agency that was named', async () => {
    const ask = { role: 'navigator', tenant: 'ontario-211', person: 'marc-tremblay' };
    const marc = await app.http.post('/api/v1/demo/sign-in').send(ask).expect(200);
    expect(marc.body.person).toEqual({ id: 'marc-tremblay', name: 'Marc Tremblay', role: 'navigator' });
    const atConnex = { role: 'agency-worker', tenant: 'ontario-211', agency: 'connexontario' };
    expect((await app.http.post('/api/v1/demo/sign-in').send(atConnex)).body.agency).toBe('connexontario');
  });

  it('says kindly that nobody is there, in French too', async () => {
    const ask = { role: 'navigator', tenant: 'atlantis' };
    const answer = await app.http.post('/api/v1/demo/sign-in').set('accept-language', 'fr-CA').send(ask).expect(404);
    expect(answer.body).toMatchObject({ type: '/problems/nobody-in-this-role', title: 'Personne n’a ce rôle ici' });
    expect(answer.headers['content-language']).toBe('fr');
  });

  it('is the only way in: there is no provider to sign in with', async () => {
    for (const path of ['', '/provider', '/choices', '/callback?state=x']) {
      const { body } = await app.http.get(`/api/v1/sign-in${path}`).expect(404);
      expect(body).toMatchObject({ type: '/problems/sign-in-is-elsewhere' });
    }
    await app.http.post('/api/v1/sign-in/session').send({ choice: 0 }).expect(404);
  });

  it('ends with signing out', async () => {
    const { body } = await app.http.post('/api/v1/demo/sign-in').send({ role: 'funder', tenant: 'ontario-211' });
    const bearer = `Bearer ${body.token}`;
    await app.http.post('/api/v1/sign-out').set('authorization', bearer).expect(204);
    await app.http.get('/api/v1/me').set('authorization', bearer).expect(401);
  });

  it('ends after twelve hours', async () => {
    const bearer = await app.signIn('reviewer');
    app.clock.advance((sessionHours * 60 - 1) * 60_000);
    await app.http.get('/api/v1/me').set('authorization', bearer).expect(200);
    app.clock.advance(60_000);
    await app.http.get('/api/v1/me').set('authorization', bearer).expect(401);
  });
});

describe('live mode', () => {
  it('has no demo sign-in', async () => {
    const app = await startTestApp({ mode: 'live' });
    await app.http.get('/api/v1/demo').expect(404);
    await app.http.post('/api/v1/demo/sign-in').send({ role: 'navigator', tenant: 'ontario-211' }).expect(404);
    await app.stop();
  });
});
