import type { OfferView } from '../shared/views';

/** Whom we can write to: the agency that was asked to send a team, and whoever took the client. */
export const writable = ({ handover, status }: OfferView): boolean =>
  (handover === 'dispatch' && status === 'offered') ||
  (['warm', 'dispatch'].includes(handover) && ['accepted', 'in-progress', 'completed'].includes(status));

/** Who may be sent a link: whoever is asked and has to answer, and whoever took the client and still has something to say. */
export const linkable = ({ handover, status }: OfferView): boolean =>
  handover !== 'number' && ['offered', 'accepted', 'in-progress'].includes(status);
