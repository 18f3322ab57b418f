import type { AgencyDefinition } from '../../../libs/agencies/index.js';
import type { PersonSeed } from '../../../libs/access/index.js';

/**
 * The made-up people of one tenant, in demo mode only: those named here, and somebody at each agency of its directory. Who
 * adds an agency adds its demo worker with it.
 */
export function demoPeopleOf(tenant: string, agencies: readonly Pick<AgencyDefinition, 'id'>[]): readonly PersonSeed[] {
  const named = demoPeople[tenant] ?? [];
  const staffed = new Set(named.flatMap(({ roles }) => roles.flatMap(({ agency }) => agency ?? [])));
  const others = agencies.filter(({ id }) => !staffed.has(id));
  return [
    ...named,
    ...others.map(({ id }) => person(`worker-${id}`, nameFor(id), { role: 'agency-worker', agency: id })),
  ];
}

const given = ['Alex', 'Camille', 'Dominique', 'Kim', 'Noor', 'Robin', 'Sacha', 'Taylor'];
const family = ['Achebe', 'Bouchard', 'Chen', 'Ferreira', 'Ivanov', 'Lavoie', 'Okoye', 'Singh'];

/** A made-up name, the same at each start, whatever else is in the directory. */
function nameFor(agency: string): string {
  const sum = [...agency].reduce((so, letter) => (so * 31 + letter.charCodeAt(0)) % 4096, 7);
  return `${given[sum % given.length] ?? ''} ${family[(sum >> 3) % family.length] ?? ''}`;
}

/**
 * One or two for each role and tenant; none is a real person. Ids sort so that the first of a role is who signs in when
 * nobody is named.
 */
const demoPeople: Readonly<Record<string, readonly PersonSeed[]>> = {
  'ontario-211': [
    person('amina-diallo', 'Amina Diallo', { role: 'navigator' }),
    person('marc-tremblay', 'Marc Tremblay', { role: 'navigator' }),
    person('priya-raman', 'Priya Raman', { role: 'supervisor' }),
    person('josee-lafleur', 'Josée Lafleur', { role: 'reviewer' }),
    person('samuel-osei', 'Samuel Osei', { role: 'reviewer' }),
    person('daniel-okafor', 'Daniel Okafor', { role: 'agency-worker', agency: 'kids-help-phone' }),
    person('sophie-nguyen', 'Sophie Nguyen', { role: 'agency-worker', agency: 'connexontario' }),
    person('luc-gagnon', 'Luc Gagnon', { role: 'program-admin' }),
    person('helen-whiteduck', 'Helen Whiteduck', { role: 'approver' }),
    person('robert-chan', 'Robert Chan', { role: 'funder' }),
    person('ontario-partner-system', 'Ontario partner system', { role: 'integrator', agency: 'kids-help-phone' }),
  ],
  'greater-montreal': [
    person('chloe-bergeron', 'Chloé Bergeron', { role: 'navigator' }),
    person('youssef-haddad', 'Youssef Haddad', { role: 'navigator' }),
    person('isabelle-roy', 'Isabelle Roy', { role: 'supervisor' }),
    person('thomas-mercier', 'Thomas Mercier', { role: 'reviewer' }),
    person('valerie-pierre', 'Valérie Pierre', { role: 'reviewer' }),
    person('marie-joseph', 'Marie Joseph', { role: 'agency-worker', agency: 'drugs-help-and-referral' }),
    person('etienne-caron', 'Étienne Caron', { role: 'program-admin' }),
    person('nadia-benali', 'Nadia Benali', { role: 'approver' }),
    person('paul-fortin', 'Paul Fortin', { role: 'funder' }),
    person('montreal-partner-system', 'Système partenaire de Montréal', {
      role: 'integrator',
      agency: 'drugs-help-and-referral',
    }),
  ],
};

function person(id: string, name: string, grant: PersonSeed['roles'][number]): PersonSeed {
  return { id, name, roles: [grant] };
}
