import type { Text } from '../eligibility/index.js';

/**
 * The team that is out stays with the case (`stays`), also while emergency help is called beside it (`beside`); it is called off
 * and told so (`called-off`), or it loses the case and is not told that it need not go (`not-told`). One that is asked and has
 * not answered is asked no more (`asked-no-more`), is asked still (`still-asked`), or a team is asked anew all the same
 * (`asked-again`).
 */
export const teamsThen = [
  ...(['stays', 'beside', 'called-off', 'not-told'] as const),
  ...(['asked-no-more', 'still-asked', 'asked-again'] as const),
] as const;
export interface TeamThen {
  readonly name: Text;
  readonly what: (typeof teamsThen)[number];
}
