import { describe, expect, it } from '@jest/globals';
import { type ClaimRules, seatsFrom } from './seats-from-claims.js';

const rules: ClaimRules = {
  roles: {
    claim: 'groups',
    map: { nav: ['navigator'], leads: ['supervisor', 'reviewer'], partners: ['agency-worker'] },
  },
  regions: null,
  agency: { claim: 'org', map: null },
  ask: null,
};
const agencies = ['kids-help-phone', 'connexontario'];
const seats = (claims: object, with_: Partial<ClaimRules> = {}) =>
  seatsFrom({ ...rules, ...with_ }, { ...claims }, agencies).map(({ role, region, agency }) =>
    [role, region, agency].filter(Boolean).join(' '),
  );

describe('what somebody may be by their claims', () => {
  it('is what the groups mean, each once, in one word or a list', () => {
    expect(seats({ groups: ['nav', 'leads', 'nav', 'other'] })).toEqual(['navigator', 'supervisor', 'reviewer']);
    expect(seats({ groups: 'nav' })).toEqual(['navigator']);
  });

  it.each([
    {},
    { groups: null },
    { groups: [7, {}, ['nav']] },
    { groups: ['constructor', '__proto__', 'toString'] },
    { groups: 'nav leads' },
    { Groups: ['nav'] },
  ])('is nothing for %j', (claims) => {
    expect(seats(claims)).toEqual([]);
  });

  it('finds a claim within another, and one whose own name has dots first', () => {
    const within = { roles: { ...rules.roles, claim: 'realm_access.roles' } };
    expect(seats({ realm_access: { roles: ['nav'] } }, within)).toEqual(['navigator']);
    const dotted = { roles: { ...rules.roles, claim: 'https://example.org/roles' } };
    expect(seats({ 'https://example.org/roles': ['nav'] }, dotted)).toEqual(['navigator']);
  });

  it('is at an agency of the tenant alone, one seat for each', () => {
    expect(seats({ groups: 'partners', org: ['connexontario', 'elsewhere'] })).toEqual(['agency-worker connexontario']);
    expect(seats({ groups: 'partners', org: agencies })).toHaveLength(2);
    expect(seats({ groups: 'partners' })).toEqual([]);
    const words = { agency: { claim: 'org', map: { 'Kids Help Phone': 'kids-help-phone' } } };
    expect(seats({ groups: 'partners', org: 'Kids Help Phone' }, words)).toEqual(['agency-worker kids-help-phone']);
    expect(seats({ groups: 'partners', org: 'kids-help-phone' }, words)).toEqual([]);
  });

  it('is in each region that is named, and nowhere without one', () => {
    const regions = { regions: { claim: 'region', map: { Toronto: 'toronto', Peel: 'peel' } } };
    expect(seats({ groups: 'nav', region: ['Toronto', 'Peel', 'Mars'] }, regions)).toEqual([
      'navigator toronto',
      'navigator peel',
    ]);
    expect(seats({ groups: 'nav' }, regions)).toEqual([]);
  });

  it('is for the whole tenant where the map says so, and by no word of the provider’s', () => {
    const regions = { regions: { claim: 'region', map: { Toronto: 'toronto', Ontario: '*' } } };
    const found = (region: string, given: Partial<ClaimRules>) =>
      seatsFrom({ ...rules, ...given }, { groups: 'nav', region }, agencies).map((seat) => seat.region);
    expect([found('Ontario', regions), found('*', regions)]).toEqual([[null], []]);
    expect(found('*', { regions: { claim: 'region', map: null } })).toEqual(['*']);
  });
});
