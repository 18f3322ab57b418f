import type { AllowedView } from '../shared/views';

/**
 * Whatever breaks in without a question to fill in is about a life: it is always in sight, before all else, and red is for it
 * alone. That a team is there is only told, while the case stays where it is.
 */
export const isUrgent = ({ kind, fields, stays }: AllowedView): boolean =>
  kind === 'interrupt' && fields.length === 0 && !stays;
