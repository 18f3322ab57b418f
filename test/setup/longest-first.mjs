import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Seconds that the longer test files take; the others take less. */
const seconds = JSON.parse(readFileSync(new URL('durations.json', import.meta.url), 'utf8'));

/** The longest files first, also where jest has not seen them yet: no worker is left alone with one of them in the end. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const took = ({ path, context }) => seconds[relative(context.config.rootDir, path).replaceAll('\\', '/')] ?? 1;
    return [...tests].sort((one, other) => took(other) - took(one) || (one.path < other.path ? -1 : 1));
  }
}
