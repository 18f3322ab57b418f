import type { ServiceView } from '../../../libs/agencies/index.js';
import { type AgencyToldView, type CaseRecord, type ToldAgency, toldOfCase } from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import type { Referral } from '../../../libs/referrals/index.js';

const TAKEN: readonly string[] = ['accepted', 'in-progress', 'completed'];

/**
 * Whether they have read what we told them: whoever has the client of what changed, whoever was called off of that. What somebody
 * else was told once is nobody's concern any more.
 */
export async function showTold(
  tx: Tx,
  { id, state }: CaseRecord,
  offers: readonly Referral[],
  services: Readonly<Record<string, ServiceView>>,
): Promise<readonly AgencyToldView[]> {
  const offerOf = ({ agency, about }: ToldAgency) => {
    const theirs = offers.find((offer) => offer.agency === agency && offer.handover !== 'number');
    const concerns =
      about === 'called-off'
        ? theirs?.status === 'revoked'
        : state.holder === agency && TAKEN.includes(theirs?.status ?? '');
    return concerns ? theirs : undefined;
  };
  return (await toldOfCase(tx, id)).flatMap((told) => {
    const offer = offerOf(told);
    if (!offer) return [];
    const { name = { en: offer.service, fr: offer.service }, phone = null } = services[offer.service] ?? {};
    const { about, at, readAt } = told;
    return [{ name, phone, about, at: at.toISOString(), readAt: readAt?.toISOString() ?? null }];
  });
}
