import path from 'node:path';
import { type MailServer, printsAll, readMailServer } from './mail.config.js';
import { readPublicUrl, readSignIn, type SignInProvider } from './sign-in.config.js';
import { readTrustedProxies } from './nets.config.js';
import { readHeicConversion, readScanner, type ScannerAddress } from './scan.config.js';
import { readAllowedPrivate, readOldKeys } from './webhook.config.js';
import { type LogLevel, type SettingProblem, Settings } from './settings.js';

/** What the operator decided, read once at start. Nothing else reads the environment. */
export interface AppConfig {
  /** Demo: on this machine only, sign-in without a password. */
  readonly mode: 'demo' | 'live';
  readonly host: string;
  readonly port: number;
  readonly database: EmbeddedDatabase | DatabaseServer;
  /** Where people reach it from outside, without a slash at the end. Null in demo mode. */
  readonly publicUrl: string | null;
  /** Null in demo mode. */
  readonly signIn: SignInProvider | null;
  /** 32 bytes; null in demo mode. */
  readonly encryptionKey: Buffer | null;
  /** The keys before it. */
  readonly oldEncryptionKeys: readonly Buffer[];
  /** Where the demo keeps a key of its own. */
  readonly demoKeyFile: string;
  /** Private addresses and nets that webhooks may go to. */
  readonly webhookAllowPrivate: readonly string[];
  /** Addresses and nets of proxies whose `X-Forwarded-For` is believed. Empty in demo mode. */
  readonly trustedProxies: readonly string[];
  /** Null where no mail is sent. */
  readonly mailServer: MailServer | null;
  /** Every letter is printed, and the operator said so. */
  readonly printsAll: boolean;
  /** The virus scanner; null: files that people send in are not scanned. */
  readonly scanner: ScannerAddress | null;
  /** Whether a picture is drawn of each HEIC. */
  readonly heicConversion: boolean;
  readonly logLevel: LogLevel;
  /** For one session, or one address without; null: no limit (benchmarks). */
  readonly requestsPerMinute: number | null;
  /** How long a message that was delivered stays in the outbox. */
  readonly keepDeliveredDays: number;
  /** How many connections this process opens to the database at most, beside a few of its own for messages and deadlines. */
  readonly databaseConnections: number;
}
export interface EmbeddedDatabase {
  readonly kind: 'embedded';
  readonly folder: string;
}
export interface DatabaseServer {
  readonly kind: 'server';
  /** As frontdoor_app. */
  readonly url: string;
  /** As frontdoor_worker. */
  readonly workerUrl: string;
  /** As frontdoor_owner, to migrate at start. Null: somebody else migrates, and the app refuses to start before that. */
  readonly ownerUrl: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that is missing or wrong, one sentence each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  constructor(readonly problems: readonly SettingProblem[]) {
    const listed = (language: keyof SettingProblem) => problems.map((each) => `- ${each[language]}`).join('\n');
    super(`Front Door cannot start:\n${listed('en')}\n\nFront Door ne peut pas démarrer :\n${listed('fr')}`);
  }
}

/**
 * Reads the settings. Without DATABASE_URL it is the demo with an embedded database; with it, live, and FRONT_DOOR_DEMO=1 makes
 * that a demo on a database server of one's own. `root` is the folder that `.data/` lies in.
 * @throws ConfigurationError that lists all that is missing
 */
export function readConfig(environment: Environment, root: string): AppConfig {
  const problems: SettingProblem[] = [];
  const settings = new Settings(environment, problems);
  const live = settings.has('DATABASE_URL') && environment['FRONT_DOOR_DEMO'] !== '1';
  const config: AppConfig = {
    mode: live ? 'live' : 'demo',
    host: live ? (settings.get('HOST') ?? '0.0.0.0') : demoHost(settings),
    port: settings.port(),
    database: readDatabase(settings, root),
    publicUrl: live ? readPublicUrl(settings) : null,
    signIn: live ? readSignIn(settings) : null,
    encryptionKey: live ? readKey(settings) : null,
    oldEncryptionKeys: readOldKeys(settings),
    demoKeyFile: path.resolve(root, settings.get('FRONT_DOOR_DATA') ?? '.data', 'encryption.key'),
    webhookAllowPrivate: readAllowedPrivate(settings),
    trustedProxies: live ? readTrustedProxies(settings) : [],
    mailServer: readMailServer(settings),
    printsAll: printsAll(settings),
    scanner: readScanner(settings),
    heicConversion: readHeicConversion(settings),
    logLevel: settings.logLevel(),
    requestsPerMinute: settings.requestsPerMinute(),
    keepDeliveredDays: settings.keepDeliveredDays(),
    databaseConnections: settings.databaseConnections(),
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
}

const loopback = ['127.0.0.1', '::1', 'localhost'];

function demoHost(settings: Settings): string {
  const host = settings.get('HOST') ?? '127.0.0.1';
  if (!loopback.includes(host)) {
    settings.refuse(
      `HOST is "${host}": the demo signs anybody in, so it answers on this machine only. Remove HOST, or set DATABASE_URL and the sign-in settings to go live.`,
      `HOST est « ${host} » : la démo laisse entrer n’importe qui, elle ne répond donc que sur cet appareil. Retirez HOST, ou définissez DATABASE_URL et les paramètres de connexion pour la mise en service.`,
    );
  }
  return host;
}

function readDatabase(settings: Settings, root: string): EmbeddedDatabase | DatabaseServer {
  const url = settings.get('DATABASE_URL');
  if (url === null) return { kind: 'embedded', folder: path.resolve(root, settings.get('FRONT_DOOR_DATA') ?? '.data') };
  return {
    kind: 'server',
    url,
    workerUrl: settings.need(
      'DATABASE_WORKER_URL',
      'the same database, signed in as frontdoor_worker',
      'la même base de données, avec le rôle frontdoor_worker',
    ),
    ownerUrl: settings.get('DATABASE_OWNER_URL'),
  };
}

function readKey(settings: Settings): Buffer {
  const text = settings.need(
    'ENCRYPTION_KEY',
    '32 random bytes in base64; make one with: openssl rand -base64 32',
    '32 octets aléatoires en base64; pour en faire une : openssl rand -base64 32',
  );
  const key = Buffer.from(text, 'base64');
  // The value itself is never shown: it may be most of a real key.
  if (text !== '' && key.length !== 32) {
    settings.refuse(
      `ENCRYPTION_KEY is ${key.length} bytes: it must be 32 bytes in base64.`,
      `ENCRYPTION_KEY fait ${key.length} octets : il en faut 32, en base64.`,
    );
  }
  return key;
}
