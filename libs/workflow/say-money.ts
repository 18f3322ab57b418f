import type { Text } from '../eligibility/index.js';

/** Making one takes longer than all the rest of a case's view. */
const dollars = {
  en: new Intl.NumberFormat('en-CA', { style: 'currency', currency: 'CAD' }),
  fr: new Intl.NumberFormat('fr-CA', { style: 'currency', currency: 'CAD' }),
};

/** Money is kept in cents, and said in dollars. */
export function sayMoney(cents: number): Text {
  return { en: dollars.en.format(cents / 100), fr: dollars.fr.format(cents / 100) };
}
