import { type ClaimMap, type ClaimRules, isRole, type Role, roles } from '../../../libs/access/index.js';
import { bilingual, fault, fields, text, type Path, type Reading } from './field-reader.js';

const top: Path = ['sign-in'];

/** A partner's system has a key of its own; nobody signs in as one. */
const ofPeople: readonly Role[] = roles.filter((role) => role !== 'integrator');

/** `sign-in` of `tenants/<id>.yaml`: what the claims of the provider mean in this tenant, which has these `agencies`. */
export function readSignIn(reading: Reading, value: unknown, agencies: readonly string[]): ClaimRules {
  const all = fields(reading, value, top, ['roles', 'regions', 'agency', 'ask']);
  const rules: ClaimRules = {
    roles: readRoles(reading, all['roles']),
    regions: all['regions'] === undefined ? null : readMap(reading, all['regions'], 'regions', 'region'),
    agency: all['agency'] === undefined ? null : readMap(reading, all['agency'], 'agency', 'agency'),
    ask: all['ask'] === undefined ? null : bilingual(reading, all['ask'], [...top, 'ask']),
  };
  const atAgencies = Object.entries(rules.roles.map).find(([, given]) => given.includes('agency-worker'));
  if (atAgencies && !rules.agency) {
    const message = `"${atAgencies[0]}" makes agency workers, and nothing says of which agency they are.`;
    fault(reading, top, 'missing', message, 'Name the claim that holds it: agency: { claim: agency }');
  }
  for (const [word, agency] of Object.entries(rules.agency?.map ?? {})) {
    if (agency === '' || agencies.includes(agency)) continue;
    const message = `"${word}" is to mean the agency "${agency}", and this tenant has none of that name.`;
    const instead = `Write one of its agencies: ${agencies.join(', ') || 'it has none'}.`;
    fault(reading, [...top, 'agency', 'map', word], 'no-such-agency', message, instead);
  }
  return rules;
}

function readRoles(reading: Reading, value: unknown): ClaimRules['roles'] {
  const path = [...top, 'roles'];
  const both = fields(reading, value, path, ['claim', 'map']);
  const claim = text(reading, both['claim'], [...path, 'claim'], 'groups');
  const groups = entriesOf(reading, both['map'], [...path, 'map'], '{ 211-navigators: navigator }');
  if (both['map'] !== undefined && groups.length === 0) {
    fault(
      reading,
      [...path, 'map'],
      'missing',
      'No group is named, so nobody could sign in.',
      'Write map: { 211-navigators: navigator }',
    );
  }
  const map = groups.map(([group, given]) => [group, readRole(reading, given, [...path, 'map', group])] as const);
  return { claim, map: Object.fromEntries(map) };
}

/** One role, or a list of them. */
function readRole(reading: Reading, value: unknown, path: Path): readonly Role[] {
  return [value].flat().flatMap((word: unknown) => {
    if (typeof word === 'string' && isRole(word) && ofPeople.includes(word)) return [word];
    const message =
      word === 'integrator'
        ? 'A partner’s system does not sign in as a person: it has a key.'
        : `"${String(word)}" is no role.`;
    fault(reading, path, 'not-a-role', message, `Write one of: ${ofPeople.join(', ')}.`);
    return [];
  });
}

function readMap(reading: Reading, value: unknown, key: string, example: string): ClaimMap {
  const path = [...top, key];
  const both = fields(reading, value, path, ['claim', 'map']);
  const claim = text(reading, both['claim'], [...path, 'claim'], example);
  if (both['map'] === undefined) return { claim, map: null };
  const words = entriesOf(reading, both['map'], [...path, 'map'], `{ Theirs: ours }`);
  const map = words.map(([word, ours]) => [word, text(reading, ours, [...path, 'map', word], 'toronto')] as const);
  return { claim, map: Object.fromEntries(map) };
}

/** The provider's words are its own: any are taken. */
function entriesOf(reading: Reading, value: unknown, path: Path, example: string): readonly [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
  const message = value === undefined ? '"map" is missing.' : '"map" is not a map of keys.';
  fault(reading, path, 'not-a-map', message, `Write for example: map: ${example}`);
  return [];
}
