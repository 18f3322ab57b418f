import 'reflect-metadata';
import { type Measured, asTable } from './measured.js';

/** `npm run bench -- <name> [--json]`: each measures itself against a reference in the same run. */
const benches: Readonly<Record<string, (tell: (line: string) => void) => Promise<readonly Measured[]>>> = {
  step: async (tell) => (await import('./bench-step.js')).benchStep(tell),
  dispatch: async (tell) => (await import('./bench-dispatch.js')).benchDispatch(tell),
  eligibility: async (tell) => (await import('./bench-eligibility.js')).benchEligibility(tell),
};

const words = process.argv.slice(2);
const json = words.includes('--json');
const name = words.find((word) => !word.startsWith('-')) ?? '';
const bench = benches[name];
if (!bench) {
  console.error(`Say which: npm run bench -- <name> [--json]. There is: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
// What is said on the way goes beside the result, so that the JSON stays alone on its stream.
const measured = await bench((line) => console.error(line));
console.log(json ? JSON.stringify(measured, null, 2) : asTable(measured));
