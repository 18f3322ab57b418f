import { type Consent, findConsents } from '../../../libs/access/index.js';
import { findServices, type ServiceView } from '../../../libs/agencies/index.js';
import { type LoadedCase, loadCase, runnable } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import { type BoxedReferral, isOut, type Referral } from '../../../libs/referrals/index.js';
import type { RunnableProgram } from '../../../libs/workflow/index.js';
import { findLeftUnsafe, type LeftUnsafe } from '../cases/left-unsafe.js';
import { showOffer } from '../cases/show-offer.js';
import { consentWasTakenBack } from '../cases/show-to-holder.js';
import type { ReferralDto } from './referrals.dto.js';
import { showHolding } from './show-holding.js';
import { etagOfRead } from './what-is-read.js';

export async function showReferral(tx: Tx, referral: BoxedReferral): Promise<ReferralDto> {
  const [shown] = await showReferrals(tx, [referral]);
  return shown!;
}

/**
 * Referrals as their agency may see them: the brief only while consent or an override stands. One whose case the agency sees no
 * more is still its own: what was asked and answered, and nothing of the client. However many, they are read in two round trips.
 */
export async function showReferrals(tx: Tx, referrals: readonly BoxedReferral[]): Promise<ReferralDto[]> {
  const once = (ids: readonly (string | null)[]) => [...new Set(ids.flatMap((id) => id ?? []))];
  const [cases, services, consents] = await Promise.all([
    Promise.all(once(referrals.map(({ caseId }) => caseId)).map((id) => loadCase(tx, id))),
    findServices(tx, once(referrals.map(({ service }) => service))),
    findConsents(tx, once(referrals.map(({ consentId }) => consentId))),
  ]);
  const known: Known = {
    cases: byId(cases.flatMap((one) => (one ? [{ ...one, id: one.record.id }] : []))),
    services: byId(services),
    consents: byId(consents),
  };
  const runs = await runsOf(tx, referrals, known);
  const left = await leftUnsafeOf(tx, referrals, known, runs);
  return referrals.map((referral) =>
    show(tx, runs.get(versionOf(referral, known))!, referral, known, left.get(referral.caseId)),
  );
}

/** One after the other, and after all else was read: while it is looked for, the transaction reads as the house. */
async function leftUnsafeOf(
  tx: Tx,
  referrals: readonly Referral[],
  known: Known,
  runs: ReadonlyMap<string, RunnableProgram>,
): Promise<ReadonlyMap<string, LeftUnsafe | null>> {
  const found = new Map<string, LeftUnsafe | null>();
  for (const referral of referrals) {
    const loaded = known.cases[referral.caseId];
    if (!loaded || !referral.mayBeTold || found.has(referral.caseId)) continue;
    found.set(referral.caseId, await findLeftUnsafe(tx, runs.get(versionOf(referral, known))!, loaded));
  }
  return found;
}

interface Known {
  readonly cases: Readonly<Record<string, LoadedCase>>;
  readonly services: Readonly<Record<string, ServiceView>>;
  readonly consents: Readonly<Record<string, Consent>>;
}
const byId = <T extends { readonly id: string }>(all: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(all.map((one) => [one.id, one]));

const versionOf = ({ program, version, caseId }: Referral, { cases }: Known): string =>
  JSON.stringify([program, version, cases[caseId]?.zone ?? NOWHERE]);

/** Each version once: what it asks of the directory is asked once then. */
async function runsOf(tx: Tx, referrals: readonly Referral[], known: Known): Promise<Map<string, RunnableProgram>> {
  const versions = [...new Set(referrals.map((referral) => versionOf(referral, known)))];
  const runs = await Promise.all(
    versions.map((key) => {
      const [program, version, zone] = JSON.parse(key) as [string, number, string];
      return runnable(tx, program, version, zone);
    }),
  );
  return new Map(versions.map((key, index) => [key, runs[index]!]));
}

function show(
  tx: Tx,
  run: RunnableProgram,
  referral: BoxedReferral,
  known: Known,
  left: LeftUnsafe | null = null,
): ReferralDto {
  const loaded = known.cases[referral.caseId] ?? null;
  const seen = loaded ? referral : { ...referral, mayBeTold: false };
  const offer = showOffer(run, loaded ?? UNSEEN, seen, known.services, left);
  const consent = referral.consentId === null ? undefined : known.consents[referral.consentId];
  const withdrawn =
    loaded !== null && offer.brief === null && consentWasTakenBack(loaded.record.state.consents, [offer]);
  // Taken again by a later one: what the agency does for the client now, it does there.
  const isDone = referral.box === 'done';
  const told = { ...(offer as ReferralDto), withdrawn };
  return {
    ...told,
    etag: etagOfRead(loaded?.record.subject ?? referral.id, told),
    case: referral.caseId,
    agency: referral.agency,
    program: run.program.title as ReferralDto['program'],
    outcome: referral.outcome,
    revision: referral.revision,
    box: referral.box,
    number: loaded?.record.number ?? (tx.who.agency === referral.agency ? referral.caseNumber : null),
    agreed: consent ? showAgreed(consent) : null,
    changed: loaded && offer.brief ? changedSince(tx, referral, loaded, offer.brief) : [],
    teamIsOut: loaded !== null && !isDone && isOut(run, loaded.record.state, referral),
    holding: loaded && !isDone ? showHolding(tx, run, loaded) : null,
  };
}

function showAgreed({ purpose, givenBy, at, until, active }: Consent): NonNullable<ReferralDto['agreed']> {
  const when = { at: at.toISOString(), until: until?.toISOString() ?? null };
  return { purpose: purpose as ReferralDto['program'], by: givenBy, ...when, stands: active };
}

/** What stands as it was when the agency lost the case has not changed for it. */
function changedSince(
  { who }: Tx,
  { offeredAt, answersThen }: Referral,
  { facts }: LoadedCase,
  brief: readonly { readonly question: string }[],
): ReferralDto['changed'] {
  if (answersThen !== null) return [];
  return brief.flatMap(({ question }) => {
    const fact = facts[question];
    const isTheirs = fact?.agency !== null && fact?.agency === who.agency;
    return fact && !isTheirs && Date.parse(fact.at) > offeredAt.getTime() ? [{ question, at: fact.at }] : [];
  });
}

/** Of a case that is not seen nothing is known, and nothing is reckoned. */
const NOWHERE = 'UTC';
const UNSEEN = { record: { state: { offers: {} } }, answers: {}, facts: {} } as unknown as Parameters<
  typeof showOffer
>[1];
