import type { Text } from '../eligibility/index.js';
import type { Role } from './roles.js';

/** What the claims of the sign-in provider mean in one tenant: `sign-in` in `config/tenants/<id>.yaml`. */
export interface ClaimRules {
  readonly roles: { readonly claim: string; readonly map: Readonly<Record<string, readonly Role[]>> };
  /** Without it, every seat is for wherever the tenant answers. With it, who has no region has no seat; `*` in its map is wherever. */
  readonly regions: ClaimMap | null;
  /** Of which agency an agency worker is. */
  readonly agency: ClaimMap | null;
  /** Whom somebody asks whose account has no access yet. */
  readonly ask: Text | null;
}
export interface ClaimMap {
  readonly claim: string;
  /** From the provider's words to ours; null: they are the same. */
  readonly map: Readonly<Record<string, string>> | null;
}

/** One thing that a person may be here; a session is exactly one. */
export interface Seat {
  readonly role: Role;
  readonly region: string | null;
  readonly agency: string | null;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Who may be what, by the claims. Pure. What the rules do not name gives nothing: neither an unknown group, nor an agency
 * that is not of this tenant, nor an agency worker without an agency.
 */
export function seatsFrom(rules: ClaimRules, claims: Claims, agencies: readonly string[]): readonly Seat[] {
  const roles = unique(wordsOf(claims, rules.roles.claim).flatMap((word) => own(rules.roles.map, word) ?? []));
  const regions = rules.regions ? regionsOf(rules.regions, claims) : [null];
  const theirs = rules.agency ? translated(rules.agency, claims).filter((id) => agencies.includes(id)) : [];
  return roles.flatMap((role) =>
    regions.flatMap((region) => {
      const at: readonly (string | null)[] = role === 'agency-worker' ? theirs : [null];
      return at.map((agency) => ({ role, region, agency }));
    }),
  );
}

/** Only a map may say `*`: a provider's own word never widens what somebody sees. */
const wholeTenant = '*';

/** Null: the whole tenant. */
function regionsOf(map: ClaimMap, claims: Claims): readonly (string | null)[] {
  return translated(map, claims).map((region) => (map.map !== null && region === wholeTenant ? null : region));
}

function translated({ claim, map }: ClaimMap, claims: Claims): readonly string[] {
  return unique(wordsOf(claims, claim).flatMap((word) => (map ? (own(map, word) ?? []) : word)));
}

/** `groups`, or one within another: `realm_access.roles`. A name with dots of its own comes first. One word or a list of them. */
function wordsOf(claims: Claims, name: string): readonly string[] {
  const found = own(claims, name) ?? name.split('.').reduce<unknown>(within, claims);
  return [found].flat().filter((word): word is string => typeof word === 'string' && word !== '');
}

const within = (claims: unknown, key: string): unknown =>
  typeof claims === 'object' && claims !== null ? own(claims as Claims, key) : undefined;

/** Nothing that every object has by itself. */
function own<T>(of: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(of, key) ? of[key] : undefined;
}

const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];
