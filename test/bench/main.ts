import 'reflect-metadata';
import { type Measured, asTable } from './measured.js';

type Bench = (tell: (line: string) => void, seconds?: number) => Promise<readonly Measured[]>;

/**
 * `npm run bench -- <name> [--json] [--seconds <n>]`: each measures itself against a reference in the same run. `--seconds`: a part
 * of the applications, for every day; 30 at least.
 */
const benches: Readonly<Record<string, Bench>> = {
  step: async (tell) => (await import('./bench-step.js')).benchStep(tell),
  dispatch: async (tell) => (await import('./bench-dispatch.js')).benchDispatch(tell),
  eligibility: async (tell) => (await import('./bench-eligibility.js')).benchEligibility(tell),
  applications: async (...asked) => (await import('./bench-applications.js')).benchApplications(...asked),
};

const words = process.argv.slice(2);
const json = words.includes('--json');
const at = words.indexOf('--seconds');
const seconds = at < 0 ? undefined : Number(words.splice(at, 2)[1]);
const name = words.find((word) => !word.startsWith('-')) ?? '';
const bench = benches[name];
if (!bench || (seconds !== undefined && !(seconds >= 30))) {
  console.error(
    `Say which: npm run bench -- <name> [--json] [--seconds <n>]. There is: ${Object.keys(benches).join(', ')}. Seconds: 30 or more.`,
  );
  process.exit(2);
}
// What is said on the way goes beside the result, so that the JSON stays alone on its stream.
const measured = await bench((line) => console.error(line), seconds);
console.log(json ? JSON.stringify(measured, null, 2) : asTable(measured));
