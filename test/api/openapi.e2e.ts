import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDocument } from '../../apps/api/create-app.js';
import { homeFolder } from '../../apps/api/read-tenants.js';
import { documentText } from '../../apps/api/shell/openapi.js';
import { startTestApp, type TestApp } from '../setup/app.js';

describe('the API document', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ document: undefined });
  });
  afterAll(() => app.stop());

  it('is committed as it is generated: run npm run openapi after a change', async () => {
    const committed = await readFile(join(homeFolder, 'apps/api/openapi.json'), 'utf8');
    expect(JSON.parse(committed)).toEqual(JSON.parse(documentText(await createDocument())));
  });

  it('is the one that the running app serves', async () => {
    const { body } = await app.http.get('/api/openapi.json').expect(200);
    expect(body).toEqual(JSON.parse(documentText(await createDocument())));
    expect(body.openapi).toBe('3.1.0');
  });

  it('names the problem schema for each operation', () => {
    for (const item of Object.values(app.document.paths)) {
      for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
        const operation = item[method];
        if (operation) expect(JSON.stringify(operation.responses['4XX'])).toContain('ProblemView');
      }
    }
  });

  it('offers an Idempotency-Key at every POST, or says why not', () => {
    const without = Object.entries(app.document.paths).flatMap(([path, { post }]) => {
      if (!post) return [];
      const named = (post.parameters ?? []).map((each) => ('name' in each ? each.name : ''));
      const reason: unknown = Object.entries(post).find(([name]) => name === 'x-not-repeatable')?.[1];
      return named.includes('Idempotency-Key') && reason === undefined ? [] : [[path, typeof reason]];
    });
    expect(without.sort()).toEqual([
      ['/api/v1/cases/{id}/letters/preview', 'string'],
      ['/api/v1/cases/{id}/preview', 'string'],
      ['/api/v1/demo/sign-in', 'string'],
      ['/api/v1/referrals/{id}/links', 'string'],
      ['/api/v1/sign-in/back-channel-logout', 'string'],
      ['/api/v1/sign-in/session', 'string'],
      ['/api/v1/sign-out', 'string'],
      ['/apply/{tenant}/{door}', 'string'],
      ['/apply/{tenant}/{door}/file', 'string'],
      ['/apply/{tenant}/{door}/form', 'string'],
      ['/apply/{tenant}/{door}/remove', 'string'],
      ['/apply/{tenant}/{door}/resume', 'string'],
      ['/link/{token}', 'string'],
    ]);
  });
});
