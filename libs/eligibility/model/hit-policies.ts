import type { DmnElement } from './element.js';
import type { Problems } from './problems.js';

export interface HitPolicy {
  readonly name: 'UNIQUE' | 'ANY' | 'PRIORITY' | 'FIRST' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';
  readonly aggregation: 'SUM' | 'MIN' | 'MAX' | 'COUNT' | null;
  /** The result is a list. */
  readonly many: boolean;
}

const names: readonly HitPolicy['name'][] = [
  ...(['UNIQUE', 'ANY', 'PRIORITY', 'FIRST', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'] as const),
];
const aggregations: readonly HitPolicy['aggregation'][] = ['SUM', 'MIN', 'MAX', 'COUNT'];

export function hitPolicyOf(table: DmnElement, problems: Problems): HitPolicy {
  const written = table.hitPolicy ?? 'UNIQUE';
  const name = names.find((one) => one === written);
  const aggregation = aggregations.find((one) => one === table.aggregation) ?? null;
  if (!name || (table.aggregation !== undefined && aggregation === null)) {
    const said = name ? String(table.aggregation) : written;
    problems.add('hit-policy-is-unknown', `There is no hit policy ${said}.`, `Use one of ${names.join(', ')}.`);
  }
  const collects = name === 'COLLECT' ? aggregation : null;
  if (collects !== null && collects !== 'COUNT' && (table.output ?? []).length > 1) {
    problems.add(
      'aggregation-needs-one-output',
      `${collects} of several outputs says nothing.`,
      'Keep one output, or collect without an aggregation.',
    );
  }
  const many = collects === null && ['COLLECT', 'RULE ORDER', 'OUTPUT ORDER'].includes(name ?? '');
  return { name: name ?? 'UNIQUE', aggregation: collects, many };
}
