import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { AppConfig } from '../../config/app.config.js';
import { proxyNotes } from '../../config/nets.config.js';
import { scanNotes } from '../../config/scan.config.js';
import { dataSourceOptions, migrate, refuseUnmigrated } from '../../config/datasource.js';
import {
  appRole,
  ensureRoles,
  ownerRole,
  refusePrivilegedRole,
  startEmbedded,
  UnitOfWork,
  workerRole,
} from '../../libs/platform/index.js';
import { askClamd, drawPicture } from '../../libs/documents/index.js';
import { createApp } from './create-app.js';
import { openKeyring } from './encryption-key.js';
import { homeFolder, readHomeConfig, readTenants } from './read-tenants.js';
import { refuseUnsentMails } from './links/refuse-unsent-mails.js';
import { seeds } from './seeds.js';
import type { AppOptions } from './shell/options.js';
import { checkSignIn, liveSignIn } from './sign-in/live-sign-in.js';

export interface Running {
  /** Where people open it. */
  readonly address: string;
  /** What the operator should be told, one sentence each. */
  readonly notes: readonly string[];
  /** Answers the requests in hand, takes no new ones, then lets go of the database. */
  stop(): Promise<void>;
}

interface Database {
  readonly url: string;
  readonly workerUrl: string;
  /** Null: somebody else migrates. */
  readonly ownerUrl: string | null;
  readonly notes: readonly string[];
  stop(): Promise<void>;
}

/**
 * Database, migrations, seeds, server, in this order. What was started before an error is stopped again. `tell` gets what the
 * operator should know at once, one sentence each.
 */
export async function start(config: AppConfig, tell: (sentence: string) => void = () => undefined): Promise<Running> {
  // Before anything is started: a mistake in config/ is told at once.
  const tenants = await readTenants(config.mode);
  const home = await readHomeConfig();
  refuseUnsentMails(config, home);
  const signIn = liveSignIn(config, home);
  for (const note of signIn ? await checkSignIn(signIn, home) : []) tell(note);
  for (const note of [...proxyNotes(config), ...scanNotes(config)]) tell(note);
  const database = await openDatabase(config, tell);
  try {
    if (database.ownerUrl !== null) {
      await ensureRoles(database.ownerUrl);
      await migrate(database.ownerUrl);
    }
    return await serve(config, database, { tenants, signIn });
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function openDatabase({ database }: AppConfig, tell: (sentence: string) => void): Promise<Database> {
  if (database.kind === 'server') return { ...database, notes: [], stop: () => Promise.resolve() };
  const embedded = await startEmbedded({ folder: database.folder, tell });
  return {
    url: embedded.url(appRole),
    workerUrl: embedded.url(workerRole),
    ownerUrl: embedded.url(ownerRole),
    notes: embedded.notes,
    stop: () => embedded.stop(),
  };
}

async function serve(
  config: AppConfig,
  database: Database,
  from: Pick<AppOptions, 'tenants' | 'signIn'>,
): Promise<Running> {
  const options: AppOptions = {
    platform: {
      app: dataSourceOptions(database.url, config.databaseConnections),
      worker: dataSourceOptions(database.workerUrl, 4),
      keepDeliveredDays: config.keepDeliveredDays,
    },
    mode: config.mode,
    ...from,
    requestsPerMinute: config.requestsPerMinute,
    trustedProxies: config.trustedProxies,
    consoleFolder: join(homeFolder, 'dist/console'),
    keyring: await openKeyring(config),
    webhooks: { allowPrivate: config.webhookAllowPrivate },
    logLevel: config.logLevel,
    scan: config.scanner && askClamd(config.scanner),
    drawPicture: config.heicConversion ? drawPicture() : null,
    publicUrl: config.publicUrl,
    mailServer: config.mailServer,
  };
  const { nest } = await createApp(options);
  const notes = [...database.notes];
  try {
    const dataSource = nest.get(DataSource);
    await refusePrivilegedRole(dataSource);
    if (database.ownerUrl === null) await refuseUnmigrated(dataSource);
    for (const seed of seeds) notes.push(...(await seed(nest.get(UnitOfWork), options)));
    await nest.listen(config.port, config.host);
  } catch (error) {
    await nest.close();
    throw error;
  }
  return {
    address: addressOf(config, await nest.getUrl()),
    notes,
    stop: async () => {
      await nest.close();
      await database.stop();
    },
  };
}

/** `localhost` is what people type and what the demo's guard knows; the port may have been picked by the system. */
function addressOf(config: AppConfig, url: string): string {
  return config.mode === 'demo' ? `http://localhost:${new URL(url).port || 80}` : url;
}
