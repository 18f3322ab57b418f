import { dayOf } from './calendar.js';
import { inGrid } from './number-partition.js';
import type { Domain, Value } from './types.js';

/** Whether a value is one that the question can have. */
export function inDomain(domain: Domain, value: Value): boolean {
  switch (domain.kind) {
    case 'choice':
      return typeof value === 'string' && domain.values.includes(value);
    case 'multi':
      return Array.isArray(value) && value.every((word) => domain.values.includes(word));
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && inGrid(value, domain);
    case 'date':
      return typeof value === 'string' && dayOf(value) !== null;
    case 'text':
      return typeof value === 'string';
  }
}
