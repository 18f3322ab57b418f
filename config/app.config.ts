import path from 'node:path';

/** What the operator decided, read once at start. Nothing else reads the environment. */
export interface AppConfig {
  /** Demo: on this machine only, sign-in without a password. */
  readonly mode: 'demo' | 'live';
  readonly host: string;
  readonly port: number;
  readonly database: EmbeddedDatabase | DatabaseServer;
  /** Null in demo mode. */
  readonly signIn: { readonly issuer: string; readonly clientId: string } | null;
  /** 32 bytes; null in demo mode. */
  readonly encryptionKey: Buffer | null;
  readonly logLevel: LogLevel;
  /** For one session; null: no limit (benchmarks). */
  readonly requestsPerMinute: number | null;
  /** How long a message that was delivered stays in the outbox. */
  readonly keepDeliveredDays: number;
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

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];
type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that is missing or wrong, one sentence each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  constructor(readonly problems: readonly string[]) {
    super(`Front Door cannot start:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
}

/**
 * Reads the settings. Without DATABASE_URL it is the demo with an embedded database; with it, live, and FRONT_DOOR_DEMO=1 makes
 * that a demo on a database server of one's own. `root` is the folder that `.data/` lies in.
 * @throws ConfigurationError that lists all that is missing
 */
export function readConfig(environment: Environment, root: string): AppConfig {
  const problems: string[] = [];
  const settings = new Settings(environment, problems);
  const live = settings.has('DATABASE_URL') && environment['FRONT_DOOR_DEMO'] !== '1';
  const config: AppConfig = {
    mode: live ? 'live' : 'demo',
    host: live ? (settings.get('HOST') ?? '0.0.0.0') : demoHost(settings),
    port: settings.port(),
    database: readDatabase(settings, root),
    signIn: live ? readSignIn(settings) : null,
    encryptionKey: live ? readKey(settings) : null,
    logLevel: settings.logLevel(),
    requestsPerMinute: settings.requestsPerMinute(),
    keepDeliveredDays: settings.keepDeliveredDays(),
  };
  if (problems.length > 0) throw new ConfigurationError(problems);
  return config;
}

class Settings {
  constructor(
    private readonly environment: Environment,
    readonly problems: string[],
  ) {}

  /** An empty setting is none: that is how shells and containers unset one. */
  get(name: string): string | null {
    return this.environment[name]?.trim() || null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  need(name: string, what: string): string {
    const value = this.get(name);
    if (value === null) this.problems.push(`${name} is missing: ${what}.`);
    return value ?? '';
  }

  port(): number {
    const port = this.count('PORT', '3000');
    if (port !== null && port <= 65_535) return port;
    this.problems.push(
      `PORT is "${this.get('PORT')}": write a whole number from 0 to 65535 in plain digits (0 takes any free port).`,
    );
    return 0;
  }

  /** Far above what a person does, far below what a runaway program does. */
  requestsPerMinute(): number | null {
    const limit = this.count('REQUESTS_PER_MINUTE', '6000');
    if (limit !== null) return limit === 0 ? null : limit;
    this.problems.push(
      `REQUESTS_PER_MINUTE is "${this.get('REQUESTS_PER_MINUTE')}": write a whole number, or 0 for no limit.`,
    );
    return null;
  }

  /** Long enough to look into a delivery that somebody says never came. */
  keepDeliveredDays(): number {
    const days = this.count('KEEP_DELIVERED_DAYS', '7');
    if (days !== null && days >= 1 && days <= 3650) return days;
    this.problems.push(
      `KEEP_DELIVERED_DAYS is "${this.get('KEEP_DELIVERED_DAYS')}": write a whole number of days from 1 to 3650.`,
    );
    return 7;
  }

  /** Plain digits only: what Number() also takes (0x10, 1e3, 3.0) is more likely a slip than meant. */
  private count(name: string, otherwise: string): number | null {
    const text = this.get(name) ?? otherwise;
    return /^\d{1,9}$/.test(text) ? Number(text) : null;
  }

  logLevel(): LogLevel {
    const level = this.get('LOG_LEVEL') ?? 'info';
    const known = logLevels.find((name) => name === level);
    if (!known) this.problems.push(`LOG_LEVEL is "${level}": use one of ${logLevels.join(', ')}.`);
    return known ?? 'info';
  }
}

const loopback = ['127.0.0.1', '::1', 'localhost'];

function demoHost(settings: Settings): string {
  const host = settings.get('HOST') ?? '127.0.0.1';
  if (!loopback.includes(host)) {
    settings.problems.push(
      `HOST is "${host}": the demo signs anybody in, so it answers on this machine only. Remove HOST, ` +
        'or set DATABASE_URL and the sign-in settings to go live.',
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
    workerUrl: settings.need('DATABASE_WORKER_URL', 'the same database, signed in as frontdoor_worker'),
    ownerUrl: settings.get('DATABASE_OWNER_URL'),
  };
}

function readSignIn(settings: Settings): { issuer: string; clientId: string } {
  const issuer = settings.need('OIDC_ISSUER', 'the address of the OpenID Connect provider that people sign in with');
  const clientId = settings.need('OIDC_CLIENT_ID', 'the name under which that provider knows Front Door');
  if (issuer !== '' && !isSecure(issuer)) {
    settings.problems.push(`OIDC_ISSUER is "${issuer}": use a whole https:// address.`);
  }
  return { issuer, clientId };
}

const isSecure = (address: string): boolean => URL.canParse(address) && new URL(address).protocol === 'https:';

function readKey(settings: Settings): Buffer {
  const text = settings.need('ENCRYPTION_KEY', '32 random bytes in base64; make one with: openssl rand -base64 32');
  const key = Buffer.from(text, 'base64');
  // The value itself is never shown: it may be most of a real key.
  if (text !== '' && key.length !== 32) {
    settings.problems.push(`ENCRYPTION_KEY is ${key.length} bytes: it must be 32 bytes in base64.`);
  }
  return key;
}
