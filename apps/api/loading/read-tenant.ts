import { questionTypes } from '../../../libs/workflow/index.js';
import type { LineEntry, SharedFact, TenantFile } from './config-files.js';
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
import { readNumber } from './read-agency.js';
import { readHours } from './read-hours.js';
import { readRegions, refuseNameless } from './read-regions.js';
import { readSignIn } from './read-sign-in.js';

const tenantKeys = [
  'tenant',
  'name',
  'time-zone',
  'languages',
  'holidays',
  'desk',
  'programs',
  'agencies',
  'lines',
  'regions',
  'sign-in',
];

/** `tenants/<id>.yaml`, as config-files.ts describes it. */
export function readTenantFile(reading: Reading): TenantFile {
  const top = fields(reading, reading.file.tree, [], tenantKeys);
  const names = (key: string, example: string) =>
    list(reading, top[key], [key], `[${example}]`, (each, path) => id(reading, each, path, example));
  const agencies = names('agencies', 'kids-help-phone');
  const file: TenantFile = {
    file: reading.file.name,
    id: id(reading, top['tenant'], ['tenant'], 'ontario-211'),
    name: bilingual(reading, top['name'], ['name']),
    timeZone: timeZone(reading, top['time-zone'], ['time-zone']),
    languages: languages(reading, top['languages'], ['languages']),
    holidays: id(reading, top['holidays'], ['holidays'], 'ontario'),
    desk: top['desk'] === undefined ? null : readNumber(reading, top['desk'], ['desk']),
    programs: names('programs', 'good2talk'),
    agencies,
    lines: listOfDifferent(
      reading,
      top,
      'lines',
      'id: …',
      (each, path) => readLine(reading, each, path),
      (line) => line.id,
    ),
    regions: readRegions(reading, top['regions']),
    signIn: top['sign-in'] === undefined ? null : readSignIn(reading, top['sign-in'], agencies),
  };
  refuseNameless(reading, file.regions, file);
  return file;
}

const lineKeys = ['id', 'number', 'program', 'title', 'greeting', 'languages', 'hours', 'region', 'verify'];

function readLine(reading: Reading, value: unknown, path: Path): LineEntry {
  const line = fields(reading, value, path, lineKeys);
  const at = (key: string): Path => [...path, key];
  return {
    id: id(reading, line['id'], at('id'), 'good2talk'),
    number: readNumber(reading, line['number'], at('number')),
    program: id(reading, line['program'], at('program'), 'good2talk'),
    title: bilingual(reading, line['title'], at('title')),
    greeting: bilingual(reading, line['greeting'], at('greeting')),
    languages: languages(reading, line['languages'], at('languages')),
    hours: readHours(reading, line['hours'], at('hours')),
    region: line['region'] === undefined ? null : id(reading, line['region'], at('region'), 'toronto'),
    verify: maybeText(reading, line['verify'], at('verify'), 'Check the number before live use.'),
  };
}

/** `facts.yaml`: the keys that programs share. */
export function readFacts(reading: Reading): readonly SharedFact[] {
  const top = fields(reading, reading.file.tree, [], ['facts']);
  const facts = top['facts'];
  if (facts === null || facts === undefined) return [];
  const keys = typeof facts === 'object' && !Array.isArray(facts) ? Object.keys(facts) : [];
  return Object.entries(fields(reading, facts, ['facts'], keys)).map(([key, value]) => {
    const path = ['facts', key];
    const fact = fields(reading, value, path, ['type', 'label']);
    const word = text(reading, fact['type'], [...path, 'type'], 'language');
    const type = questionTypes.find((each) => each === word);
    if (word !== '' && !type) {
      const message = `"${word}" is no type of question.`;
      fault(reading, [...path, 'type'], 'not-a-type', message, `Write one of: ${questionTypes.join(', ')}.`);
    }
    return { key, type: type ?? 'text', label: bilingual(reading, fact['label'], [...path, 'label']) };
  });
}
