export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];
type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with a setting: one sentence, in both languages. */
export interface SettingProblem {
  readonly en: string;
  readonly fr: string;
}

/** The environment, one setting at a time; mistakes are collected, so that all of them are told at once. */
export class Settings {
  constructor(
    private readonly environment: Environment,
    private readonly problems: SettingProblem[],
  ) {}

  /** An empty setting is none: that is how shells and containers unset one. */
  get(name: string): string | null {
    return this.environment[name]?.trim() || null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  need(name: string, what: string, quoi: string): string {
    const value = this.get(name);
    if (value === null) this.refuse(`${name} is missing: ${what}.`, `${name} manque : ${quoi}.`);
    return value ?? '';
  }

  refuse(en: string, fr: string): void {
    this.problems.push({ en, fr });
  }

  port(): number {
    const port = this.count('PORT', '3000');
    if (port !== null && port <= 65_535) return port;
    this.refuse(
      `PORT is "${this.get('PORT')}": write a whole number from 0 to 65535 in plain digits (0 takes any free port).`,
      `PORT est « ${this.get('PORT')} » : écrivez un nombre entier de 0 à 65535, en chiffres ordinaires (0 prend n’importe quel port libre).`,
    );
    return 0;
  }

  /** Far above what a person does, far below what a runaway program does. */
  requestsPerMinute(): number | null {
    const limit = this.count('REQUESTS_PER_MINUTE', '6000');
    if (limit !== null) return limit === 0 ? null : limit;
    this.refuse(
      `REQUESTS_PER_MINUTE is "${this.get('REQUESTS_PER_MINUTE')}": write a whole number, or 0 for no limit.`,
      `REQUESTS_PER_MINUTE est « ${this.get('REQUESTS_PER_MINUTE')} » : écrivez un nombre entier, ou 0 pour aucune limite.`,
    );
    return null;
  }

  /** Long enough to look into a delivery that somebody says never came. */
  keepDeliveredDays(): number {
    const days = this.count('KEEP_DELIVERED_DAYS', '7');
    if (days !== null && days >= 1 && days <= 3650) return days;
    this.refuse(
      `KEEP_DELIVERED_DAYS is "${this.get('KEEP_DELIVERED_DAYS')}": write a whole number of days from 1 to 3650.`,
      `KEEP_DELIVERED_DAYS est « ${this.get('KEEP_DELIVERED_DAYS')} » : écrivez un nombre entier de jours, de 1 à 3650.`,
    );
    return 7;
  }

  /** More than the database server can work on at once only wait for each other there, and make it slower. */
  databaseConnections(): number {
    const connections = this.count('DATABASE_CONNECTIONS', '16');
    if (connections !== null && connections >= 2 && connections <= 200) return connections;
    this.refuse(
      `DATABASE_CONNECTIONS is "${this.get('DATABASE_CONNECTIONS')}": write a whole number from 2 to 200.`,
      `DATABASE_CONNECTIONS est « ${this.get('DATABASE_CONNECTIONS')} » : écrivez un nombre entier, de 2 à 200.`,
    );
    return 16;
  }

  /** Plain digits only: what Number() also takes (0x10, 1e3, 3.0) is more likely a slip than meant. */
  private count(name: string, otherwise: string): number | null {
    const text = this.get(name) ?? otherwise;
    return /^\d{1,9}$/.test(text) ? Number(text) : null;
  }

  logLevel(): LogLevel {
    const level = this.get('LOG_LEVEL') ?? 'info';
    const known = logLevels.find((name) => name === level);
    if (!known) {
      this.refuse(
        `LOG_LEVEL is "${level}": use one of ${logLevels.join(', ')}.`,
        `LOG_LEVEL est « ${level} » : utilisez l’un de ${logLevels.join(', ')}.`,
      );
    }
    return known ?? 'info';
  }
}
