import {
  handovers,
  type AgencyDefinition,
  type HolidayCalendar,
  type Phone,
  type ServiceDefinition,
} from '../../../libs/agencies/index.js';
import { dialledDigits } from '../../../libs/programs/index.js';
import type { Handover } from '../../../libs/workflow/index.js';
import {
  bilingual,
  fault,
  fields,
  id,
  languages,
  list,
  listOfDifferent,
  maybeText,
  text,
  timeZone,
  type Path,
  type Reading,
} from './field-reader.js';
import { readServiceHours } from './read-hours.js';
import { readByTeams, readCovers, readTeams } from './read-teams.js';

/** `agencies/<file>.yaml`, as config-files.ts describes it. Zone and holidays that it leaves out are the tenant's. */
export function readAgency(
  reading: Reading,
  tenant: { readonly timeZone: string; readonly holidays: string },
): AgencyDefinition {
  const top = fields(reading, reading.file.tree, [], ['organization', 'services']);
  const path = ['organization'];
  const about = fields(reading, top['organization'], path, [
    'id',
    'name',
    'website',
    'time-zone',
    'holidays',
    'offers-by',
  ]);
  const zone = about['time-zone'];
  return {
    id: id(reading, about['id'], [...path, 'id'], 'kids-help-phone'),
    name: bilingual(reading, about['name'], [...path, 'name']),
    website: maybeText(reading, about['website'], [...path, 'website'], 'https://example.org'),
    timeZone: zone === undefined ? tenant.timeZone : timeZone(reading, zone, [...path, 'time-zone']),
    holidays: maybeText(reading, about['holidays'], [...path, 'holidays'], 'ontario') ?? tenant.holidays,
    linkTo: readLinkTo(reading, about['offers-by'], [...path, 'offers-by']),
    services: listOfDifferent(
      reading,
      top,
      'services',
      'id: …',
      (each, at) => readService(reading, each, at),
      (service) => service.id,
    ),
  };
}

/** `offers-by: { link: desk@agency.example }`; left out, no mail goes there. */
function readLinkTo(reading: Reading, value: unknown, path: Path): string | null {
  if (value === undefined) return null;
  const at = [...path, 'link'];
  const address = text(reading, fields(reading, value, path, ['link'])['link'], at, 'desk@agency.example');
  if (address !== '' && !/^[\w.+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(address)) {
    fault(
      reading,
      at,
      'not-a-mail-address',
      `"${address}" is not a mail address.`,
      'Write for example: desk@agency.example',
    );
  }
  return address;
}

const serviceKeys = [
  'id',
  'name',
  'description',
  'phones',
  'languages',
  'interpreter',
  'hours',
  'service_area',
  'covers',
  'teams',
  'capacity',
  'handovers',
  'source',
  'verify',
];

function readService(reading: Reading, value: unknown, path: Path): ServiceDefinition {
  const service = fields(reading, value, path, serviceKeys);
  const at = (key: string): Path => [...path, key];
  const areas = service['service_area'];
  const { covers, teams: named } = service;
  const teams = readTeams(reading, named, at('teams'));
  return {
    id: id(reading, service['id'], at('id'), 'kids-help-phone'),
    name: bilingual(reading, service['name'], at('name')),
    description:
      service['description'] === undefined ? null : bilingual(reading, service['description'], at('description')),
    phones: list(reading, service['phones'], at('phones'), '[{ number: 1-800-668-6868 }]', (each, place) =>
      readPhone(reading, each, place),
    ),
    languages: languages(reading, service['languages'], at('languages')),
    interpreter: readFlag(reading, service['interpreter'], at('interpreter')),
    hours: readServiceHours(reading, service['hours'], at('hours')),
    serviceArea:
      areas === undefined
        ? null
        : list(reading, areas, at('service_area'), '[ontario]', (each, place) => text(reading, each, place, 'ontario')),
    ...(covers !== undefined && { covers: readCovers(reading, covers, at('covers')) }),
    byTeams: readByTeams(reading, service['capacity'], at('capacity'), teams),
    teams,
    handovers: list(reading, service['handovers'], at('handovers'), '[warm, cold, number]', (each, place) =>
      readHandover(reading, each, place),
    ),
    source: text(reading, service['source'], at('source'), 'https://example.org'),
    verify: maybeText(reading, service['verify'], at('verify'), 'Check the number with the agency before live use.'),
  };
}

function readPhone(reading: Reading, value: unknown, path: Path): Phone {
  const phone = fields(reading, value, path, ['number', 'extension']);
  const number = readNumber(reading, phone['number'], [...path, 'number']);
  const extension = maybeText(reading, phone['extension'], [...path, 'extension'], '"340"');
  if (extension !== null && extension !== '' && !/^\d{1,8}$/.test(extension)) {
    const message = `"${extension}" is not an extension.`;
    fault(reading, [...path, 'extension'], 'not-an-extension', message, 'Write digits in quotes: "340"');
  }
  return { number, extension };
}

/** A phone number, as people write it. */
export function readNumber(reading: Reading, value: unknown, path: Path): string {
  const number = text(reading, value, path, '1-800-668-6868');
  if (number !== '' && dialledDigits(number) === null) {
    fault(reading, path, 'not-a-number', `"${number}" is not a phone number.`, 'Write for example: 1-800-668-6868');
  }
  return number;
}

function readFlag(reading: Reading, value: unknown, path: Path): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? false;
  fault(reading, path, 'not-a-flag', `"${String(path.at(-1))}" is not true or false.`, 'Write true or false.');
  return false;
}

function readHandover(reading: Reading, value: unknown, path: Path): Handover {
  const found = handovers.find((handover) => handover === value);
  if (found) return found;
  fault(
    reading,
    path,
    'not-a-handover',
    `"${String(value)}" is no handover.`,
    `Write one of: ${handovers.join(', ')}.`,
  );
  return 'number';
}

/** `holidays/<id>.yaml`. */
export function readHolidays(reading: Reading): HolidayCalendar {
  const top = fields(reading, reading.file.tree, [], ['calendar', 'days']);
  const readDay = (each: unknown, path: Path) => {
    const day = fields(reading, each, path, ['date', 'name']);
    const date = text(reading, day['date'], [...path, 'date'], '2026-12-25');
    if (date !== '' && !isDate(date)) {
      fault(reading, [...path, 'date'], 'not-a-date', `"${date}" is not a date.`, 'Write for example: 2026-12-25');
    }
    return { date, name: bilingual(reading, day['name'], [...path, 'name']) };
  };
  const days = listOfDifferent(reading, top, 'days', 'date: 2026-12-25, name: …', readDay, (day) => day.date);
  return { id: id(reading, top['calendar'], ['calendar'], 'ontario'), days };
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
