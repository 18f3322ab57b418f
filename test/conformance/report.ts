import type { CaseResult } from './run-kit.js';

export type Counts = Readonly<Record<CaseResult['status'], number>>;

export function countsOf(results: readonly CaseResult[]): Counts {
  const count = (status: CaseResult['status']): number => results.filter((one) => one.status === status).length;
  return { passed: count('passed'), refused: count('refused'), failed: count('failed') };
}

/** One line per directory, a sum per level and over all, and then each case that did not pass, with the reason. */
export function report(results: readonly CaseResult[]): string {
  const directories = [...new Set(results.map(({ directory }) => directory))];
  const levels = [...new Set(directories.map(levelOf))];
  const rows = [
    ...directories.map((name) =>
      row(
        name,
        results.filter(({ directory }) => directory === name),
      ),
    ),
    ...levels.map((level) =>
      row(
        `all of ${level}`,
        results.filter(({ directory }) => levelOf(directory) === level),
      ),
    ),
    row('all', results),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const head = `${'directory'.padEnd(width)}  passed  refused by design  failed`;
  const lines = rows.map(
    ([name, { passed, refused, failed }]) =>
      `${name.padEnd(width)}  ${String(passed).padStart(6)}  ${String(refused).padStart(17)}  ${String(failed).padStart(6)}`,
  );
  const others = results.filter(({ status }) => status !== 'passed');
  const reasons = others.flatMap(({ directory, id, status, why }) =>
    why.map((one) => `${status}  ${directory}  ${id}  ${one}`),
  );
  return [head, ...lines, ...(reasons.length > 0 ? ['', ...reasons] : [])].join('\n');
}

const levelOf = (directory: string): string => directory.split('/')[0] ?? directory;
const row = (name: string, results: readonly CaseResult[]): [string, Counts] => [name, countsOf(results)];
