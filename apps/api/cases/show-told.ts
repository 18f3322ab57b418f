import type { ServiceView } from '../../../libs/agencies/index.js';
import { type AgencyToldView, type CaseRecord, type ToldAgency, toldOfCases } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { Referral } from '../../../libs/referrals/index.js';

const TAKEN: readonly string[] = ['accepted', 'in-progress', 'completed'];
type Services = Readonly<Record<string, Pick<ServiceView, 'name' | 'phone' | 'ownLine'>>>;
type Offer = Pick<Referral, 'agency' | 'service' | 'status'>;

/**
 * Whether they have read what we told them: whoever has the client of what changed, whoever was called off of that. What somebody
 * else was told once is nobody's concern any more.
 */
export async function showTold(
  tx: Tx,
  { id, state: { holder } }: CaseRecord,
  offers: readonly Referral[],
  services: Services,
): Promise<readonly AgencyToldView[]> {
  const taken = offers.filter(({ handover }) => handover !== 'number');
  return toldTo(await toldOfCases(tx, [id]), { holder, offers: taken }, services);
}

/** Of one case. `offers`: of it, newest first. */
export function toldTo(
  told: readonly ToldAgency[],
  { holder, offers }: { readonly holder: string | null; readonly offers: readonly Offer[] },
  services: Services,
): readonly AgencyToldView[] {
  return told.flatMap(({ agency, about, at, readAt }) => {
    const theirs = offers.find((offer) => offer.agency === agency);
    const concerns =
      about === 'called-off' ? theirs?.status === 'revoked' : holder === agency && TAKEN.includes(theirs?.status ?? '');
    if (!theirs || !concerns) return [];
    const service = services[theirs.service];
    // A line that we answer ourselves reaches nobody of theirs.
    const phone = service && !service.ownLine ? service.phone : null;
    const name = service?.name ?? { en: theirs.service, fr: theirs.service };
    return [{ name, phone, about, at: at.toISOString(), readAt: readAt?.toISOString() ?? null }];
  });
}
