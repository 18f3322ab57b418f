import { type ServiceView, findServices } from '../agencies/index.js';
import type { EffectContext, EffectOf } from '../cases/index.js';
import { type Tx, enqueue, newId } from '../platform/index.js';
import {
  type Handover,
  type PassedOver,
  type Permission,
  type RoutableService,
  type RouteAnswer,
  type RouteTarget,
  type StepEvent,
  addDuration,
  areaOf,
  permissionOnward,
  route,
  tells,
} from '../workflow/index.js';
import { CHANGED } from './changed-referrals.js';
import { sendLink } from './send-link.js';

/** One search for a target, first or next, with everything that the new referral will say. */
interface Search extends Permission {
  readonly offerId: string;
  readonly state: string;
  readonly route: string;
  readonly targets: readonly RouteTarget[];
  readonly attempt: string;
  readonly tried: readonly string[];
}

/** Offers the client to the first target of a route that can take a client now. */
export function openOffer(tx: Tx, context: EffectContext, effect: EffectOf<'open-offer'>): Promise<StepEvent[]> {
  return offerToNext(tx, context, { ...effect, offerId: newId() });
}

/** What opening this offer would answer with now. Reads only. */
export async function foreseeOffer(
  tx: Tx,
  context: EffectContext,
  effect: EffectOf<'open-offer'>,
): Promise<StepEvent[]> {
  const { event } = await search(tx, context, { ...effect, offerId: newId() });
  return [event];
}

interface ClosedRow {
  readonly offer_id: string;
  readonly route: string;
  readonly override: string | null;
  readonly tried: readonly string[];
}

/**
 * The present target did not take the client: writes down why, and offers the client to the next one. Where only a number
 * was given nobody there was asked, so unless they say so themselves, it is the client's side that leaves it.
 */
export async function offerNextTarget(
  tx: Tx,
  context: EffectContext,
  effect: EffectOf<'next-target'>,
): Promise<StepEvent[]> {
  const { record, run } = context;
  const expired = effect.why === 'expired';
  const [closed] = await tx.sql<ClosedRow>(
    'referrals.close-target',
    `UPDATE referrals SET status = CASE WHEN handover = 'number' AND $7 THEN 'cancelled' ELSE $4 END,
       reason = CASE WHEN handover = 'number' AND $7 THEN NULL ELSE $5::text END,
       answered_at = $6, revision = revision + 1, ${CHANGED}
     WHERE tenant_id = $1 AND case_id = $2 AND state = $3 AND status = 'offered'
     RETURNING offer_id, route, override,
       (SELECT array_agg(t.service_id) FROM referrals t
        WHERE t.tenant_id = referrals.tenant_id AND t.offer_id = referrals.offer_id) AS tried`,
    [
      tx.who.tenant,
      record.id,
      effect.state,
      expired ? 'expired' : 'declined',
      expired ? null : effect.why,
      tx.now,
      context.actor.role !== 'agency',
    ],
  );
  const state = run.program.states[effect.state];
  const { actor } = context;
  if (!closed || state?.kind !== 'offer') return [{ actor, type: 'exhausted', state: effect.state }];
  // Consent may have been taken back since the offer was opened, or given anew.
  const permission = permissionOnward(state, record.state.consents, closed.override);
  if (permission === null) return [{ actor, type: 'not-consented', state: effect.state }];
  return offerToNext(tx, context, {
    offerId: closed.offer_id,
    state: effect.state,
    route: closed.route,
    targets: run.program.routes[closed.route]?.targets ?? [],
    attempt: state.attempt,
    tried: [...new Set([...closed.tried, ...(record.state.asked?.[effect.state] ?? [])])],
    ...permission,
  });
}

async function offerToNext(tx: Tx, context: EffectContext, wanted: Search): Promise<StepEvent[]> {
  const { event, target } = await search(tx, context, wanted);
  if (target) await insertReferral(tx, context, wanted, target);
  return [event];
}

interface Found {
  readonly event: StepEvent;
  /** Null: there is nobody to offer the client to. */
  readonly target: Target | null;
}

async function search(tx: Tx, context: EffectContext, wanted: Search): Promise<Found> {
  const { actor } = context;
  const { state } = wanted;
  const ids = wanted.targets.flatMap((target) => ('service' in target ? [target.service] : []));
  const services = await findServices(tx, ids);
  const { handover, named, unnamed, tried } = wanted;
  const area = areaOf(context.run, state, context.answers);
  const question = { handover, named, unnamed, language: languageOf(context), area, tried };
  const { target, skipped } = route(wanted.targets, question, routable(services));
  const found = { actor, state, passedOver: passedOverOf(skipped, services) };
  if (!target) return { event: { ...found, type: 'exhausted' }, target: null };
  if ('ourselves' in target) return { event: { ...found, type: 'to-ourselves' }, target: null };
  if ('unconsented' in target) return { event: { ...found, type: 'not-consented' }, target: null };
  const byLink = services.find(({ id }) => id === target.service)?.byLink ?? false;
  return { event: { ...found, type: 'offered', ...target }, target: { ...target, byLink } };
}

/** Who could not be asked, as the directory has it at this moment. Who was asked before has said so themself. */
function passedOverOf(skipped: RouteAnswer['skipped'], services: readonly ServiceView[]): readonly PassedOver[] {
  return skipped.flatMap(({ service: id, reason }): PassedOver[] => {
    const service = services.find((one) => one.id === id);
    if (!service || reason === 'tried' || reason === 'not-in-directory') return [];
    const until = { closed: service.opens, full: service.capacity.fullUntil ?? null };
    return [{ service: id, reason, until: reason === 'closed' || reason === 'full' ? until[reason] : null }];
  });
}

type Target = { service: string; agency: string; fallback: boolean; handover: Handover; byLink: boolean };

/** The offer, and the call to place or the link to send for it, which leave the building only when this transaction is kept. */
async function insertReferral(tx: Tx, { record, run }: EffectContext, search: Search, target: Target): Promise<void> {
  const id = newId();
  const given = target.handover === 'number';
  const told = tells(target.handover);
  tx.write(
    'referrals.insert-referral',
    `INSERT INTO referrals (tenant_id, id, case_id, offer_id, state, route, service_id, agency_id, fallback, handover,
       status, disclosure, consent_id, override, offered_at, expires_at, program_id, program_version, tells, case_number)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'offered', $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      tx.who.tenant,
      id,
      record.id,
      search.offerId,
      search.state,
      search.route,
      target.service,
      target.agency,
      target.fallback,
      target.handover,
      told ? search.disclosure : null,
      told ? search.consentId : null,
      told ? search.override : null,
      tx.now,
      given ? null : addDuration(tx.now.toISOString(), search.attempt),
      record.program,
      record.version,
      told && search.disclosure !== null ? (run.program.disclosures[search.disclosure]?.facts ?? []) : null,
      record.number,
    ],
  );
  if (target.byLink && !given) await sendLink(tx, { referral: id, purpose: 'answer-offer' });
  if (given || target.handover === 'dispatch') return;
  await enqueue(tx, { topic: 'place-call', stream: record.id, payload: { referral: id, service: target.service } });
}

/** What the client speaks: as answered in this case, else as the contact was opened. */
function languageOf({ record, run, answers }: EffectContext): string {
  const asked = Object.values(run.program.questions).find(
    (question) => question.type === 'language' && answers[question.id] !== undefined,
  );
  const answer = asked && answers[asked.id];
  return answer && 'value' in answer && typeof answer.value === 'string' ? answer.value : record.language;
}

function routable(services: readonly ServiceView[]): Readonly<Record<string, RoutableService>> {
  return Object.fromEntries(
    services.map((service) => [
      service.id,
      {
        id: service.id,
        agency: service.agency,
        open: service.open,
        full: service.capacity.state === 'full',
        languages: service.languages,
        areas: service.areas,
        handovers: service.handovers,
      },
    ]),
  );
}
