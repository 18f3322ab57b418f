import { aggregates } from './aggregates.js';
import type { BuiltIn } from './built-in.js';
import { contexts } from './contexts.js';
import { conversion } from './conversion.js';
import { lists } from './lists.js';
import { numeric } from './numeric.js';
import { ranges } from './ranges.js';
import { strings } from './strings.js';
import { temporal } from './temporal.js';

export { asFunction, type BuiltIn } from './built-in.js';

/** Every function that FEEL has, by its name. */
export const builtIns: ReadonlyMap<string, BuiltIn> = new Map(
  [conversion, strings, lists, aggregates, numeric, temporal, ranges, contexts].flat().map((one) => [one.name, one]),
);
