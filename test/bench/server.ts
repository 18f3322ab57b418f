import type { AppOptions } from '../../apps/api/shell/options.js';
import { createApp, type App } from '../../apps/api/create-app.js';
import { readTenants } from '../../apps/api/read-tenants.js';
import { seeds } from '../../apps/api/seeds.js';
import { dataSourceOptions } from '../../config/datasource.js';
import { Keyring, UnitOfWork } from '../../libs/platform/index.js';

export interface Urls {
  readonly app: string;
  readonly worker: string;
}

/** For whom it is: our own people, without any limit; or everybody, as live and behind a proxy of this machine, with the limits. */
export type For = 'staff' | 'everybody';

/** The whole server as `npm start` makes it, without the console. */
export async function createServer(urls: Urls, pumps: boolean, whom: For = 'staff'): Promise<App> {
  const mode: AppOptions['mode'] = whom === 'everybody' ? 'live' : 'demo';
  const options: AppOptions = {
    // As operating.md says for a machine of two cores: more connections than it can work on wait for each other.
    platform: { app: dataSourceOptions(urls.app, 4), worker: dataSourceOptions(urls.worker, 4), pumps },
    mode,
    tenants: await readTenants(mode),
    requestsPerMinute: whom === 'everybody' ? 6000 : null,
    trustedProxies: whom === 'everybody' ? ['127.0.0.1'] : [],
    consoleFolder: null,
    keyring: new Keyring([Buffer.alloc(32, 7)]),
    webhooks: { allowPrivate: ['127.0.0.1'] },
    logLevel: 'error',
  };
  const app = await createApp(options);
  await app.nest.init();
  for (const seed of seeds) await seed(app.nest.get(UnitOfWork), options);
  return app;
}
