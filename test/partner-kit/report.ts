import type { Finding } from './finding.js';
import type { Played } from './play.js';

/** What was found, for the people who run the partner's system; what has to be mended comes last, where it is read. */
export function reportOf(program: string, agency: string, { findings, coverage, notTried }: Played): readonly string[] {
  const failed = findings.filter(({ passed }) => !passed);
  const { paths, played, steps, stepsPlayed, leftOut, unreached } = coverage;
  return [
    ...findings.filter(({ passed }) => passed).map(({ check }) => `passed  ${check}`),
    '',
    `${program}, ${agency}: ${played} of ${paths} paths played, ${stepsPlayed} of ${steps} steps taken`,
    ...(leftOut.length > 0 ? [`  not played  ${leftOut.length} more paths: --all plays them, --json names them`] : []),
    ...unreached.map(
      (path) => `  not played  ${path}: no example of the program leads there with this agency, try another`,
    ),
    ...notTried.map((what) => `  not tried   ${what}`),
    ...failed.flatMap(linesOf),
    '',
    `${findings.length - failed.length} of ${findings.length} passed`,
  ];
}

/** A line now and then: the first, each that failed, each twentieth and the last; empty where there is nothing to say. */
export function progressOf(played: number, of: number, findings: readonly Finding[]): string {
  const last = findings.at(-1);
  const failed = findings.filter(({ passed }) => !passed).length;
  if (last?.passed === false) return `  FAILED  ${last.check}: ${last.came}`;
  return played === 1 || played % 20 === 0 || played === of
    ? `  ${played} of ${of} paths played, ${failed} failed`
    : '';
}

const linesOf = ({ check, expected, came, mend }: Finding): readonly string[] => [
  '',
  `FAILED  ${check}`,
  `  expected  ${expected}`,
  `  came      ${came}`,
  `  to mend   ${mend}`,
];
