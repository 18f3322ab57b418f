import type { PersonSeed } from '../../../libs/access/index.js';

/**
 * The made-up people of the demo, one or two for each role and tenant. They exist in demo mode only; none is a real person.
 * Ids sort so that the first of a role is who signs in when nobody is named.
 */
export const demoPeople: Readonly<Record<string, readonly PersonSeed[]>> = {
  'ontario-211': [
    person('amina-diallo', 'Amina Diallo', { role: 'navigator' }),
    person('marc-tremblay', 'Marc Tremblay', { role: 'navigator' }),
    person('priya-raman', 'Priya Raman', { role: 'supervisor' }),
    person('josee-lafleur', 'Josée Lafleur', { role: 'reviewer' }),
    person('daniel-okafor', 'Daniel Okafor', { role: 'agency-worker', agency: 'kids-help-phone' }),
    person('sophie-nguyen', 'Sophie Nguyen', { role: 'agency-worker', agency: 'connexontario' }),
    person('luc-gagnon', 'Luc Gagnon', { role: 'program-admin' }),
    person('helen-whiteduck', 'Helen Whiteduck', { role: 'approver' }),
    person('robert-chan', 'Robert Chan', { role: 'funder' }),
    person('ontario-partner-system', 'Ontario partner system', { role: 'integrator' }),
  ],
  'greater-montreal': [
    person('chloe-bergeron', 'Chloé Bergeron', { role: 'navigator' }),
    person('youssef-haddad', 'Youssef Haddad', { role: 'navigator' }),
    person('isabelle-roy', 'Isabelle Roy', { role: 'supervisor' }),
    person('thomas-mercier', 'Thomas Mercier', { role: 'reviewer' }),
    person('marie-joseph', 'Marie Joseph', { role: 'agency-worker', agency: 'drugs-help-and-referral' }),
    person('etienne-caron', 'Étienne Caron', { role: 'program-admin' }),
    person('nadia-benali', 'Nadia Benali', { role: 'approver' }),
    person('paul-fortin', 'Paul Fortin', { role: 'funder' }),
    person('montreal-partner-system', 'Système partenaire de Montréal', { role: 'integrator' }),
  ],
};

function person(id: string, name: string, grant: PersonSeed['roles'][number]): PersonSeed {
  return { id, name, roles: [grant] };
}
