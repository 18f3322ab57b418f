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
 */
export async function passOnWhatWaits(
  work: UnitOfWork,
  effects: EffectHandlers,
  who: Who,
  advanced: (one: CaseAdvanced) => void,
): Promise<void> {
  const asked = await work.run(who, async (tx) => {
    alertOfCases(tx, null);
    return tx.sql<Asked>('referrals.asked-of-gone', `${ASKED} ORDER BY r.offered_at`, [tx.who.tenant]);
  });
  for (const one of asked) {
    const passed = await work.run(who, (tx) => passOn(tx, effects, one));
    if (passed) advanced(passed);
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
  return stepped.ok ? new CaseAdvanced(tx.who.tenant, stepped.record) : null;
}

/** Somebody took a case, or has it again, who was taken out of the directory meanwhile. */
export function alertOfGone(tx: Tx, { case: id, run, before, after }: StepTaken): void {
  const holder = holderNow(run.program, after);
  const had = before && holderNow(run.program, before);
  if (holder === null || holder === had) return;
  alertOfCases(tx, { id, holder, state: after.state });
}

/** All cases that such an agency has, or this one as it is about to be saved. Once for each time that it took the client. */
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
       SELECT r.answered_at FROM referrals r JOIN services s ON s.tenant_id = r.tenant_id AND s.id = r.service_id
       WHERE r.tenant_id = $1 AND r.case_id = c.id AND r.agency_id = c.holder AND r.status = ANY ($4) AND s.retired
       ORDER BY r.answered_at DESC LIMIT 1) taken
     WHERE NOT EXISTS (SELECT FROM alerts a WHERE a.tenant_id = $1 AND a.case_id = c.id AND a.about = $2 AND a.at >= taken.answered_at)`,
    [
      ...[tx.who.tenant, agencyIsGone, tx.now, ['accepted', 'in-progress', 'completed']],
      ...(one ? [one.id, one.holder, one.state] : []),
    ],
  );
}
