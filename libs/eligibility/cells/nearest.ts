import { suggest } from '../feel/suggest.js';

/** A sentence that names the question that may have been meant, or some that there are. */
export function nearest(question: string, known: readonly string[]): string {
  const last = question.split('.').at(-1);
  const [part, holder] = [last ?? '', question.slice(0, -1 - (last ?? '').length)];
  if (known.includes(holder)) return `To read the ${part} of “${holder}”, write (${holder}).${part}.`;
  const close = known.find((one) => one.split('.').at(-1) === last || one.toLowerCase() === question.toLowerCase());
  if (close !== undefined) return `Did you mean “${close}”?`;
  if (known.length === 0) return 'Declare the question.';
  const near = suggest(question, known);
  const [, one] = /^Is (“.*”) meant\?$/.exec(near) ?? [];
  return one ? `Did you mean ${one}?` : `Use one of: ${known.slice(0, 20).join(', ')}.`;
}
