import type { CaseState } from './case-state.js';
import type { Handover, OfferState } from './program.js';

/** A cold handover and a number tell the service nothing. */
export function tells(handover: Handover): boolean {
  return handover === 'warm' || handover === 'dispatch';
}

/** Help that is called because a life is at risk, whoever agrees: it is not taken back, and changes nobody's place. */
export const isUrgent = ({ disclosure }: OfferState): boolean =>
  disclosure?.override !== undefined && disclosure.orOverride !== true;

/** What an offer may tell, by what right, and to whom. */
export interface Permission {
  readonly handover: Handover;
  readonly disclosure: string | null;
  readonly consentId: string | null;
  readonly override: string | null;
  /** The services that the consent names: nobody else is told by it. Null: what is told, if anything, rests on no list. */
  readonly named: readonly string[] | null;
  /** What becomes of a service that the consent does not name: it is handed the client so, or the client is asked first. */
  readonly unnamed: Handover | 'ask';
}

/**
 * By what right this offer may go to these services now: by consent, by the override that the program names, or telling
 * nothing. Null: not at all, since the team must know where to go and the client has not agreed, or no longer does. Pure.
 *
 * An override is for when the yes is not enough: it is used unless the consent names every service of the route.
 */
export function permissionFor(
  state: OfferState,
  consents: CaseState['consents'],
  services: readonly string[],
): Permission | null {
  const byConsent = permissionOnward(state, consents, null);
  if (state.disclosure?.override === undefined) return byConsent;
  const named = byConsent?.consentId == null ? [] : byConsent.named;
  const isEnough = byConsent?.consentId != null && (named === null || services.every((one) => named.includes(one)));
  return isEnough ? byConsent : byOverride(state, state.disclosure.name, state.disclosure.override);
}

/**
 * By what right an offer that is open goes on to its next target. What was begun by override goes on by it; nothing is begun
 * by it on the way, since that has to be written down.
 */
export function permissionOnward(
  state: OfferState,
  consents: CaseState['consents'],
  override: string | null,
): Permission | null {
  const { disclosure, handover, leaves } = state;
  if (disclosure && override !== null) return byOverride(state, disclosure.name, override);
  const consent = disclosure && consents[disclosure.name];
  if (disclosure && consent?.given && tells(handover.consented)) {
    const asks = leaves['not-consented'] !== undefined || tells(handover.otherwise);
    return {
      handover: handover.consented,
      disclosure: disclosure.name,
      consentId: consent.id,
      override: null,
      named: consent.recipients ?? null,
      unnamed: asks ? 'ask' : handover.otherwise,
    };
  }
  // Whoever is told nothing cannot be sent.
  if (tells(handover.otherwise) && disclosure) return null;
  const { otherwise } = handover;
  return { handover: otherwise, disclosure: null, consentId: null, override: null, named: null, unnamed: otherwise };
}

function byOverride({ handover }: OfferState, disclosure: string, override: string): Permission {
  const { consented } = handover;
  return { handover: consented, disclosure, consentId: null, override, named: null, unnamed: consented };
}
