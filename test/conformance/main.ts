import { existsSync } from 'node:fs';
import { countsOf, report } from './report.js';
import { runKit } from './run-kit.js';

/** `DMN_TCK_DIR=<folder> npm run conformance [-- <part of a directory's name>]`: fails when a case fails. */
const folder = process.env.DMN_TCK_DIR;
if (folder === undefined || folder === '' || !existsSync(folder)) {
  console.error(
    folder === undefined || folder === ''
      ? 'Say where the test kit of DMN (dmn-tck) is: DMN_TCK_DIR=<folder> npm run conformance.'
      : `DMN_TCK_DIR names ${folder}, which is not there.`,
  );
  process.exit(2);
}
const [part = ''] = process.argv.slice(2);
const results = await runKit(folder, (directory) => directory.includes(part));
console.log(report(results));
if (results.length === 0 || countsOf(results).failed > 0) process.exitCode = 1;
