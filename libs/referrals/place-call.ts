import { findServices } from '../agencies/index.js';
import type { UnitOfWork, Who } from '../platform/index.js';
import type { Telephony } from './telephony.js';

/** Delivers a `place-call` of the outbox to the exchange, and notes how the call is being made. */
export async function placeCall(
  work: UnitOfWork,
  telephony: Telephony,
  who: Who,
  payload: { readonly referral: string; readonly service: string },
): Promise<void> {
  const [service] = await work.run(who, (tx) => findServices(tx, [payload.service]));
  // Our own line would ring at our own desk: the navigator dials a number of the office, if there is one.
  const number = service && !service.ownLine ? service.phone : null;
  const call = { tenant: who.tenant, referral: payload.referral, number };
  const dialling = await telephony.place(call);
  await work.run(who, (tx) =>
    tx.sql(
      'referrals.note-dialling',
      `UPDATE referrals SET dialling = $3 WHERE tenant_id = $1 AND id = $2 AND status = 'offered'`,
      [tx.who.tenant, payload.referral, dialling],
    ),
  );
}
