import type { ClaimRules, RegionNames } from '../../../libs/access/index.js';
import type { LineEntry } from './config-files.js';
import { bilingual, fault, fields, id, type Path, type Reading } from './field-reader.js';

/** `regions` of `tenants/<id>.yaml`: what each is called. */
export function readRegions(reading: Reading, value: unknown): RegionNames {
  if (value === undefined) return {};
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  const named = fields(reading, value, ['regions'], isMap ? Object.keys(value) : ['toronto']);
  return Object.fromEntries(
    Object.entries(named).map(([region, name]) => {
      const path = ['regions', region];
      return [id(reading, region, path, 'toronto'), bilingual(reading, name, path)];
    }),
  );
}

/** Where regions are named, one that has no name is a slip of the pen: it would be a region of nobody. */
export function refuseNameless(
  reading: Reading,
  names: RegionNames,
  { lines, signIn }: { readonly lines: readonly LineEntry[]; readonly signIn: ClaimRules | null },
): void {
  const known = Object.keys(names);
  if (known.length === 0) return;
  const look = (region: string | null, path: Path) => {
    if (region === null || known.includes(region)) return;
    const instead = `Write one of them: ${known.join(', ')}. Or name it under regions.`;
    fault(reading, path, 'no-such-region', `"${region}" is none of the regions that are named.`, instead);
  };
  lines.forEach(({ region }, index) => look(region, ['lines', index, 'region']));
  for (const [word, region] of Object.entries(signIn?.regions?.map ?? {})) {
    if (region !== wholeTenant) look(region, ['sign-in', 'regions', 'map', word]);
  }
}

const wholeTenant = '*';
