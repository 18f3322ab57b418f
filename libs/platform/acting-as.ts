import { actAs } from './database/own-statements.js';
import type { Tx, Who } from './unit-of-work.js';

/**
 * Goes on in the same transaction as somebody else, of another tenant too: all of it is kept, or none. Row-level security shows
 * that tenant alone while the work lasts. For what begins in no tenant and ends in one: signing in, and nothing else.
 */
export async function actingAs<T>(tx: Tx, who: Omit<Who, 'premise'>, work: (there: Tx) => Promise<T>): Promise<T> {
  const become = (whom: Who): void => {
    const { name = '', text, values } = actAs(whom, tx.now);
    tx.write(name, text, values);
  };
  become(who);
  try {
    return await work(as(tx, who));
  } finally {
    become(tx.who);
  }
}

/** A client goes on in the same transaction, and to its end, with the case that it has found to be theirs (ADR 0043). */
export async function goOnWithCase<T>(tx: Tx, caseId: string, work: (theirs: Tx) => Promise<T>): Promise<T> {
  if (tx.who.role !== 'client') throw new Error(`${tx.who.role} is no client, who has one case alone`);
  tx.write('platform.go-on-with-case', "SELECT set_config('app.case', $1, true)", [caseId]);
  return work(as(tx, { ...tx.who, case: caseId }));
}

/** In the place of a case's id: the case with which this client goes on, as the database knows it and nobody here yet. */
export const ownCase = null;

/**
 * SQL: the case that this value names, or that of the client (`ownCase`). Found before the table is read: as an expression it
 * would wait for the policies of each row, and no index would be used.
 */
export const caseIs = (value: string): string =>
  `(SELECT COALESCE(${value}, NULLIF(current_setting('app.case', true), '')::uuid))`;

const as = (tx: Tx, who: Who): Tx => ({
  who,
  now: tx.now,
  sql: (...asked) => tx.sql(...asked),
  write: (...written) => tx.write(...written),
  copyOut: (...copied) => tx.copyOut(...copied),
  get manager() {
    return tx.manager;
  },
  get roundTrips() {
    return tx.roundTrips;
  },
});
