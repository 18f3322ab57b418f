import type { AgencyDefinition } from '../../../libs/agencies/index.js';
import { dialledDigits } from '../../../libs/programs/index.js';
import type { LineEntry } from './config-files.js';

/** Marks phone numbers that are the tenant's own lines: a call to one of them comes back to us. */
export function withOwnLines(agency: AgencyDefinition, lines: readonly Pick<LineEntry, 'number'>[]): AgencyDefinition {
  const ours = new Set(lines.map(({ number }) => dialledDigits(number)));
  const services = agency.services.map((service) => ({
    ...service,
    phones: service.phones.map((phone) =>
      ours.has(dialledDigits(phone.number)) ? { ...phone, ownLine: true as const } : phone,
    ),
  }));
  return { ...agency, services };
}
