import type { Who } from '../unit-of-work.js';
import type { Named } from './trip.js';

export const BEGIN: Named = { name: 'platform.begin', text: 'BEGIN' };
export const COMMIT: Named = { name: 'platform.commit', text: 'COMMIT' };
export const NOTHING: Named = { name: 'platform.nothing', text: 'SELECT' };

/** The settings that row-level security reads, and the instant for what the database does by itself. */
export const actAs = ({ tenant, person, role, agency, region, case: own }: Who, now: Date): Named => ({
  name: 'platform.act-as-of-case',
  text: `SELECT set_config('app.tenant', $1, true), set_config('app.person', $2, true),
    set_config('app.role', $3, true), set_config('app.agency', $4, true), set_config('app.now', $5, true),
    set_config('app.region', $6, true), set_config('app.case', $7, true)`,
  values: [tenant, person ?? '', role, agency ?? '', now.toISOString(), region ?? '', own ?? ''],
});
