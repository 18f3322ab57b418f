import { actAs, type Tx, type Who } from './unit-of-work.js';

/**
 * Goes on in the same transaction as somebody else, of another tenant too: all of it is kept, or none. Row-level security shows
 * that tenant alone while the work lasts. For what begins in no tenant and ends in one, signing in; for a client whose case this very
 * transaction finds; and for nothing else.
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
