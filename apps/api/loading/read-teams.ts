import { isFsa, mostWards, type Covers, type TeamDefinition } from '../../../libs/agencies/index.js';
import {
  bilingual,
  fault,
  fields,
  id,
  languages,
  list,
  refuseTwins,
  text,
  type Path,
  type Reading,
} from './field-reader.js';
import { readHours } from './read-hours.js';

/** `covers:` of a service: where on a map it is for. */
export function readCovers(reading: Reading, value: unknown, path: Path): Covers {
  const covers = fields(reading, value, path, ['wards', 'fsas']);
  const at = (key: string): Path => [...path, key];
  const wards = covers['wards'] ?? [];
  const fsas = covers['fsas'] ?? [];
  const read = {
    wards: list(reading, wards, at('wards'), '[1, 2]', (each, place) => readWard(reading, each, place)),
    fsas: list(reading, fsas, at('fsas'), '[M5V]', (each, place) => readFsa(reading, each, place)),
  };
  refuseTwins(reading, at('wards'), read.wards.map(String), 'wards');
  refuseTwins(reading, at('fsas'), read.fsas, 'fsas');
  return read;
}

function readWard(reading: Reading, value: unknown, path: Path): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostWards) return value;
  const message = `${JSON.stringify(value)} is not a ward.`;
  fault(reading, path, 'not-a-ward', message, `Write a whole number from 1 to ${mostWards}.`);
  return 0;
}

function readFsa(reading: Reading, value: unknown, path: Path): string {
  const fsa = text(reading, value, path, 'M5V');
  if (fsa === '' || isFsa(fsa)) return fsa;
  const message = `"${fsa}" is not the first half of a postal code.`;
  fault(reading, path, 'not-an-fsa', message, 'Write a capital, a digit and a capital: M5V');
  return fsa;
}

/** `capacity: by-teams`, which needs teams to go by. Left out: as its people say. */
export function readByTeams(reading: Reading, value: unknown, path: Path, teams: readonly unknown[]): boolean {
  if (value === undefined) return false;
  if (value !== 'by-teams') {
    const message = `"capacity" is ${JSON.stringify(value)}.`;
    fault(reading, path, 'not-a-capacity', message, 'Write capacity: by-teams, or leave it out.');
  } else if (teams.length === 0) {
    const message = 'Its capacity goes by teams, and it has none: it would be full at every hour.';
    fault(reading, path, 'no-teams', message, 'List them under teams:, or leave capacity out.');
  }
  return true;
}

/** `teams:` of a service. */
export function readTeams(reading: Reading, value: unknown, path: Path): readonly TeamDefinition[] {
  if (value === undefined) return [];
  const teams = list(reading, value, path, '[{ id: …, name: …, shifts: 24/7 }]', (each, at) =>
    readTeam(reading, each, at),
  );
  refuseTwins(
    reading,
    path,
    teams.map((team) => team.id),
    'teams',
  );
  return teams;
}

function readTeam(reading: Reading, value: unknown, path: Path): TeamDefinition {
  const team = fields(reading, value, path, ['id', 'name', 'languages', 'shifts']);
  const spoken = team['languages'];
  return {
    id: id(reading, team['id'], [...path, 'id'], 'gerstein-team-1'),
    name: bilingual(reading, team['name'], [...path, 'name']),
    languages: spoken === undefined ? [] : languages(reading, spoken, [...path, 'languages']),
    // A crisis does not wait for a holiday to be over: whoever stays at home then says so.
    shifts: readHours(reading, team['shifts'], [...path, 'shifts'], { holidays: 'same', key: 'shifts' }),
  };
}
