import {
  CaseAdvanced,
  type EffectHandlers,
  holderNow,
  lockCase,
  runnable,
  type StepTaken,
  takeStep,
} from '../cases/index.js';
import { enqueue, newId, type Tx, type UnitOfWork, type Who } from '../platform/index.js';

/** Topic of the outbox: services or agencies are not in the directory any more. */
export const someAreGone = 'leave-who-is-gone';
/** What supervisors are alerted of. */
export const agencyIsGone = 'agency-is-gone';

/** For whoever takes something out of the directory, in the same transaction: what they were asked, or have, is not left there. */
export async function leaveWhoIsGone(tx: Tx): Promise<void> {
  const [some] = await tx.sql(
    'referrals.some-are-gone',
    'SELECT FROM services WHERE tenant_id = $1 AND retired LIMIT 1',
    [tx.who.tenant],
  );
  if (some) await enqueue(tx, { topic: someAreGone, stream: newId(), payload: {} });
}

interface Asked {
  readonly id: string;
  readonly caseId: string;
  readonly state: string;
}

/**
 * Each offer that still waits for a service that is gone goes on to the next, as if nobody there had answered; each case that
 * such a service has is put on the supervisors' list. Doing it twice does it once. A number was given to the client, and asks nobody.
 * One that cannot be passed on holds up no other: it is put on that list too, and this fails at its end, so that it is tried again.
 */
export async function passOnWhatWaits(
  work: UnitOfWork,
  effects: EffectHandlers,
  who: Who,
  advanced: (one: CaseAdvanced) => void,
): Promise<void> {
  const asked = await work.run(who, async (tx) => {
    // Two that do this side by side would both alert.
    tx.write('referrals.begin-leaving', `SELECT pg_advisory_xact_lock(hashtext('${someAreGone} ' || $1))`, [
      tx.who.tenant,
    ]);
    alertOfCases(tx, null);
    return tx.sql<Asked>('referrals.asked-of-gone', `${ASKED} ORDER BY r.offered_at`, [tx.who.tenant]);
  });
  const failed: unknown[] = [];
  for (const one of asked) {
    try {
      const passed = await work.run(who, (tx) => passOn(tx, effects, one));
      if (passed) advanced(passed);
    } catch (error) {
      failed.push(error);
      await work.run(who, (tx) => Promise.resolve(alertOfOffer(tx, one)));
    }
  }
  if (failed.length > 0) {
    throw new AggregateError(
      failed,
      `${failed.length} of ${asked.length} offers to services that are gone still wait there`,
    );
  }
}

const ASKED = `SELECT r.id, r.case_id AS "caseId", r.state FROM referrals r
  JOIN services s ON s.tenant_id = r.tenant_id AND s.id = r.service_id AND s.retired
  WHERE r.tenant_id = $1 AND r.status = 'offered' AND r.handover <> 'number'`;

async function passOn(tx: Tx, effects: EffectHandlers, { id, caseId, state }: Asked): Promise<CaseAdvanced | null> {
  const loaded = await lockCase(tx, caseId);
  // Under the lock of its case: they may have answered meanwhile.
  const [still] = await tx.sql('referrals.still-asked-of-gone', `${ASKED} AND r.id = $2`, [tx.who.tenant, id]);
  if (!loaded || !still) return null;
  const { program, version } = loaded.record;
  const run = await runnable(tx, program, version, loaded.zone);
  const event = { actor: { id: 'clock', role: 'clock' }, type: 'target-declined', reason: 'no-answer', state } as const;
  const stepped = await takeStep(tx, effects, run, loaded, event, 'referral:decline');
  if (!stepped.ok) throw new Error(`the offer ${id} is not passed on: ${stepped.reason}`);
  return new CaseAdvanced(tx.who.tenant, stepped.record);
}

/** At once, not when it is given up: until then the client would wait for nobody. Once for each time that the service left. */
function alertOfOffer(tx: Tx, { id }: Asked): void {
  tx.write(
    'referrals.alert-of-offer-to-gone',
    `INSERT INTO alerts (tenant_id, id, case_id, queue, about, state, at)
     SELECT $1, gen_random_uuid(), r.case_id, 'supervisors', $3, r.state, $4
     FROM referrals r JOIN services s ON s.tenant_id = r.tenant_id AND s.id = r.service_id
     WHERE r.tenant_id = $1 AND r.id = $2 AND r.status = 'offered' AND NOT EXISTS (
       SELECT FROM alerts a WHERE a.tenant_id = $1 AND a.case_id = r.case_id AND a.about = $3
       AND a.at >= greatest(r.offered_at, s.retired_at))`,
    [tx.who.tenant, id, agencyIsGone, tx.now],
  );
}

/** Somebody took a case, or has it again, who was taken out of the directory meanwhile. */
export function alertOfGone(tx: Tx, { case: id, run, before, after }: StepTaken): void {
  const holder = holderNow(run.program, after);
  const had = before && holderNow(run.program, before);
  if (holder === null || holder === had) return;
  alertOfCases(tx, { id, holder, state: after.state });
}

/** All cases that such an agency has, or this one as it is about to be saved. Once for each time that it took the client, or left. */
function alertOfCases(
  tx: Tx,
  one: { readonly id: string; readonly holder: string; readonly state: string } | null,
): void {
  const cases = `SELECT id, held_by AS holder, state FROM cases WHERE tenant_id = $1 AND held_by IS NOT NULL`;
  const saved = `SELECT $5::uuid AS id, $6::text AS holder, $7::text AS state`;
  tx.write(
    one ? 'referrals.alert-of-gone' : 'referrals.alert-of-all-gone',
    `INSERT INTO alerts (tenant_id, id, case_id, queue, about, state, at)
     SELECT $1, gen_random_uuid(), c.id, 'supervisors', $2, c.state, $3 FROM (${one ? saved : cases}) c
     CROSS JOIN LATERAL (
       SELECT r.answered_at, s.retired_at FROM referrals r JOIN services s ON s.tenant_id = r.tenant_id AND s.id = r.service_id
       WHERE r.tenant_id = $1 AND r.case_id = c.id AND r.agency_id = c.holder AND r.status = ANY ($4) AND s.retired
       ORDER BY r.answered_at DESC LIMIT 1) taken
     WHERE NOT EXISTS (SELECT FROM alerts a WHERE a.tenant_id = $1 AND a.case_id = c.id AND a.about = $2 AND a.at >= greatest(taken.answered_at, taken.retired_at))`,
    [
      ...[tx.who.tenant, agencyIsGone, tx.now, ['accepted', 'in-progress', 'completed']],
      ...(one ? [one.id, one.holder, one.state] : []),
    ],
  );
}
