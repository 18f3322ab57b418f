import type { DecisionDefinition } from './program.js';

/** The outcome of a decision that says that a life is in danger now. A decision that can say it is about safety. */
export const IMMINENT = 'imminent';

export const isAboutSafety = ({ outcomes }: Pick<DecisionDefinition, 'outcomes'>): boolean =>
  outcomes.includes(IMMINENT);
