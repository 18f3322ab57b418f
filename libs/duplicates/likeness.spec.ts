import { describe, expect, it } from '@jest/globals';
import type { DuplicatesDefinition } from '../workflow/index.js';
import { identityOf } from './identity.js';
import { SIMILAR, likeness } from './likeness.js';
import { plainAddresses, plainEmail, plainName, plainPhone } from './plain.js';
import { type Sign, isNoticed, signsOf } from './signs.js';
import { traitsOf } from './keys.js';

const definition: DuplicatesDefinition = {
  ...{ received: 'received', except: [], name: ['first', 'last'], born: 'dob', phone: 'phone', email: 'email' },
  ...{ address: 'home', members: { rows: 'household', name: 'name', born: 'born' } },
};
type Said = Readonly<Record<string, string | readonly object[]>>;
const who = (said: Said, by: DuplicatesDefinition = definition) => {
  const answers = Object.fromEntries(Object.entries(said).map(([id, value]) => [id, { value: value as string }]));
  return identityOf(by, answers);
};
const ana = {
  ...{ first: 'Ana', last: 'Roy', dob: '1980-01-31', phone: '807-555-0123', email: 'ana@example.org' },
  home: '12-345 Red River Rd, Thunder Bay ON P7B 1A1',
};
const kinds = (signs: readonly Sign[]) => signs.map(({ sign }) => sign);
const between = (a: Said, b: Said) => signsOf(who(a), who(b));

describe('names', () => {
  it.each([
    ['Étienne Côté', 'etienne cote', 1],
    ['Marie Tremblay', 'Tremblay, Marie', 1],
    ["Siobhán O'Brien", 'Siobhan OBrien', 1],
    ['Œlrich Groß', 'Oelrich Gross', 1],
    ['Мария Иванова', 'Иванова Мария', 1],
    ['Marie Tremblay', 'Mary Trembley', 0.87],
    ['John Smith', 'Jane Smyth', 0.82],
    ['Linda King', 'Paul Roy', 0.32],
    ['', '', 0],
  ])('%s is as much like %s as %d', (a, b, alike) => {
    expect(likeness(plainName(a), plainName(b))).toBeCloseTo(alike, 2);
    expect(likeness(plainName(b), plainName(a))).toBeCloseTo(alike, 2);
  });

  it('calls similar what is 0.85 or more', () => expect(SIMILAR).toBe(0.85));
});

describe('what people write in many ways', () => {
  it('is the same telephone with a country code, brackets and an extension, and never with two digits swapped', () => {
    expect(['(807) 555-0123', '+1 807 555 0123', '8075550123 x12'].map(plainPhone)).toEqual(
      Array(3).fill('8075550123'),
    );
    expect(plainPhone('807-555-0132')).not.toBe('8075550123');
    expect(plainPhone('911')).toBeNull();
  });

  it('is the same e-mail in capitals', () => {
    expect([' Ana@Example.org', 'none'].map(plainEmail)).toEqual(['ana@example.org', null]);
  });

  it.each([
    ['12-345 Red River Rd, Thunder Bay ON P7B 1A1', '345 Red River Road, Apt. 12, p7b1a1', true],
    ['1 Rue Court, Thunder Bay', '1, Court St, Thunder Bay, Ontario', true],
    ['12B Hôtel-de-Ville, P7B 1A1', '12 Hotel de Ville, app. B, P7B 1A1', true],
    ['12-345 Red River Rd P7B 1A1', '14-345 Red River Rd P7B 1A1', false],
    ['345 Red River Rd, Thunder Bay', '354 Red River Rd, Thunder Bay', false],
    ['General delivery', 'General delivery', false],
  ])('says of %s and %s whether it is one home', (a, b, same) => {
    expect(plainAddresses(a).some((one) => plainAddresses(b).includes(one))).toBe(same);
  });
});

describe('two applications', () => {
  it('of one person are noticed, and all that they have in common is told', () => {
    const again = { ...ana, first: 'ROY', last: 'Ána', phone: '+1 (807) 555-0123', email: '' };
    const signs = between(ana, again);
    expect(kinds(signs)).toEqual(['same-name', 'same-born', 'same-phone', 'same-address']);
    expect(isNoticed(signs)).toBe(true);
  });

  it.each([
    ['a similar name and the birthday', { first: 'Anna', last: 'Roy', dob: ana.dob }, ['similar-name', 'same-born']],
    [
      'telephone and home',
      { first: 'Luc', last: 'Ng', phone: ana.phone, home: ana.home },
      ['same-phone', 'same-address'],
    ],
    ['the family name and the home', { first: 'Luc', last: 'Roy', home: ana.home }, ['shared-name', 'same-address']],
  ])('are noticed by %s', (_, other, signs) => {
    expect(kinds(between(ana, other))).toEqual(signs);
    expect(isNoticed(between(ana, other))).toBe(true);
  });

  it.each([
    ['a name', { first: 'Ana', last: 'Roy' }],
    ['a family name', { first: 'Luc', last: 'Roy' }],
    ['a birthday', { first: 'Luc', last: 'Ng', dob: ana.dob }],
    ['a telephone', { first: 'Luc', last: 'Ng', phone: ana.phone }],
    ['a home', { first: 'Luc', last: 'Ng', home: ana.home }],
    ['nothing, with two digits swapped', { first: 'Luc', last: 'Ng', dob: '1980-01-13', phone: '807-555-0132' }],
    ['nothing that was said', {}],
  ])('are not noticed by %s alone', (_, other) => {
    expect(isNoticed(between(ana, other))).toBe(false);
  });

  it('in which one is a member of the other’s household are noticed', () => {
    const partner = {
      ...{ first: 'Luc', last: 'Ng', home: ana.home },
      household: [{ name: 'Luc' }, { name: 'Roy Ana', born: ana.dob }, { name: 'Max', born: '2018-01-01' }],
    };
    const signs = between(ana, partner);
    expect(signs).toContainEqual({ sign: 'is-member', names: ['Ana Roy'] });
    expect(isNoticed(signs)).toBe(true);
    const withMax = { ...ana, home: '', household: [{ name: 'Ana' }, { name: 'Max', born: '2018-01-01' }] };
    expect(between(withMax, { ...partner, home: '' })).toContainEqual({ sign: 'member-in-common', names: ['Max'] });
    // Another child of that name.
    const other = { ...withMax, household: [{ name: 'Max', born: '2018-01-02' }] };
    expect(kinds(between(other, partner))).not.toContain('member-in-common');
  });

  it('do not count what so many gave that it is a shelter’s', () => {
    const [a, b] = [who(ana), who({ first: 'Luc', last: 'Ng', phone: ana.phone, home: ana.home })];
    expect(kinds(signsOf(a, b, new Set(['phone'])))).toEqual(['same-address']);
    expect(signsOf(a, b, new Set(['phone', 'email', 'address']))).toEqual([]);
  });

  it('say the same whichever is looked at first', () => {
    const other = { ...ana, first: 'Anna', household: [{ name: 'Roy, Max' }] };
    expect(kinds(between(ana, other))).toEqual(kinds(between(other, ana)));
  });
});

describe('what is looked for', () => {
  it('is each name of two words, birthday, number and home, with the questions that it comes from', () => {
    const { born: _, ...withoutBorn } = definition;
    const household = [{ name: 'Ana', born: '1980-01-31' }, { name: 'Max Roy', born: '2018-01-01' }, { name: 'Bo' }];
    const identity = who({ first: 'Ana', last: 'Roy', phone: '807-555-0123', household }, withoutBorn);
    expect(traitsOf(withoutBorn, identity)).toEqual([
      { kind: 'name', text: 'ana roy', questions: ['first', 'last'] },
      { kind: 'born', text: '1980-01-31', questions: ['household'] },
      { kind: 'name', text: 'max roy', questions: ['household'] },
      { kind: 'born', text: '2018-01-01', questions: ['household'] },
      { kind: 'phone', text: '8075550123', questions: ['phone'] },
    ]);
  });
});
