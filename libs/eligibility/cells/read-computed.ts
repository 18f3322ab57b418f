import { readFeel } from '../feel/read-feel.js';
import type { Expression } from '../table.js';
import { fold } from './fold.js';
import { usesSlot } from './read-cell.js';
import { readWithNames } from './read-with-names.js';
import { storeFeel } from './store-feel.js';

/** An input expression in the whole of FEEL, over the answers of questions. */
export function readComputed(text: string): Expression {
  const { value, reads } = readWithNames(text, (scope) => readFeel(text, scope), {
    uses: usesSlot,
    parameters: [],
  });
  return { op: 'feel', text, tree: storeFeel(fold(value, text)), reads };
}
