import { createApp, type App } from '../../apps/api/create-app.js';
import { readTenants } from '../../apps/api/read-tenants.js';
import { seeds } from '../../apps/api/seeds.js';
import { dataSourceOptions } from '../../config/datasource.js';
import { Keyring, UnitOfWork } from '../../libs/platform/index.js';

export interface Urls {
  readonly app: string;
  readonly worker: string;
}

/** The whole server as `npm start` makes it, without the limit on requests and without the console. */
export async function createServer(urls: Urls, pumps: boolean): Promise<App> {
  const options = {
    platform: { app: dataSourceOptions(urls.app), worker: dataSourceOptions(urls.worker, 4), pumps },
    mode: 'demo' as const,
    tenants: await readTenants('demo'),
    requestsPerMinute: null,
    consoleFolder: null,
    keyring: new Keyring([Buffer.alloc(32, 7)]),
    webhooks: { allowPrivate: ['127.0.0.1'] },
    logLevel: 'error' as const,
  };
  const app = await createApp(options);
  await app.nest.init();
  for (const seed of seeds) await seed(app.nest.get(UnitOfWork), options);
  return app;
}
