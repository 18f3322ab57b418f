import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** What a test database is a copy of. */
export type Kind = 'empty' | 'seeded';
export interface ReadyDatabases {
  stop(): Promise<void>;
}

const kept = 3;
const nameNew = () => `test_${randomUUID().replaceAll('-', '')}`;

/** Keeps a few copies ready while tests run: to make one takes a third of the start of an app. */
export async function keepReady(url: string, templates: Readonly<Record<Kind, string>>): Promise<ReadyDatabases> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE ready_databases (name text PRIMARY KEY, kind text NOT NULL)');
  await client.query('LISTEN database_taken');
  let stopped = false;
  const fill = async () => {
    for (const kind of ['seeded', 'empty'] as const) {
      const { rows } = await client.query('SELECT count(*)::int AS many FROM ready_databases WHERE kind = $1', [kind]);
      for (let many = (rows[0] as { many: number }).many; many < kept && !stopped; many++) {
        const name = nameNew();
        await client.query(copyOf(name, templates[kind]));
        await client.query('INSERT INTO ready_databases VALUES ($1, $2)', [name, kind]);
      }
    }
  };
  let filling = fill();
  client.on('notification', () => {
    filling = filling.then(() => (stopped ? undefined : fill()));
    // Who finds none makes one: a run never hangs for this.
    filling.catch(() => undefined);
  });
  filling.catch(() => undefined);
  return {
    stop: async () => {
      stopped = true;
      await filling.catch(() => undefined);
      await client.end();
    },
  };
}

/** A copy of its own, by whoever is connected as superuser: one that is ready, else a new one. */
export async function takeDatabase(client: Client, kind: Kind, template: string): Promise<string> {
  const taken = await client.query<{ name: string }>(
    `DELETE FROM ready_databases WHERE name =
       (SELECT name FROM ready_databases WHERE kind = $1 LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING name`,
    [kind],
  );
  await client.query('NOTIFY database_taken');
  const name = taken.rows[0]?.name ?? nameNew();
  if (taken.rows.length === 0) await client.query(copyOf(name, template));
  return name;
}

/** As files: through the log, which is what PostgreSQL does by itself, it takes twice the time. */
const copyOf = (name: string, template: string) =>
  `CREATE DATABASE ${name} TEMPLATE ${template} OWNER frontdoor_owner STRATEGY file_copy`;
