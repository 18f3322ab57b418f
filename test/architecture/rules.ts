import { builtinModules } from 'node:module';
import { impureWords, pureLibs, rowOf } from './house.js';
import { type Files, findLibs, readSources, type Source } from './read-sources.js';

/** Each sentence names a file and what is wrong with it; none is the aim. */
export function findViolations(files: Files): readonly string[] {
  const sources = readSources(files);
  return [
    ...findLibs(files).flatMap(withoutRow),
    ...sources.flatMap((source) => source.imports.flatMap(({ name, typeOnly }) => wrongImport(source, name, typeOnly))),
    ...sources.flatMap(impureCode),
    ...sources.flatMap(configRead),
    ...foreignTables(sources),
  ];
}

const withoutRow = (lib: string): readonly string[] =>
  rowOf(lib) >= 0
    ? []
    : [`libs/${lib} has no row in test/architecture/house.ts: give it one, and DESIGN.md's table too`];

const libOf = (room: string): string | null => (room.startsWith('libs/') ? room.slice('libs/'.length) : null);

function wrongImport(source: Source, name: string, typeOnly: boolean): readonly string[] {
  const own = libOf(source.room);
  const target = /^(libs|apps)\/([^/]+)\/?(.*)$/.exec(name);
  if (!target) return own === null ? [] : [...wrongPackage(source, own, name, typeOnly), ...wrongRoom(source, name)];
  const [, kind, room = '', rest = ''] = target;
  if (`${kind}/${room}` === source.room) return [];
  if (kind === 'apps') return [`${source.file} imports ${name}: nobody imports an app`];
  const door = /^index(\.js)?$/.test(rest)
    ? []
    : [`${source.file} imports ${name}: only libs/${room}/index.js is open to others`];
  const upward =
    own !== null && rowOf(room) >= rowOf(own)
      ? [`${source.file} imports libs/${room}, which is not below libs/${own}`]
      : [];
  return [...door, ...upward];
}

const wrongRoom = (source: Source, name: string): readonly string[] =>
  /^(config|migrations|test)\//.test(name)
    ? [`${source.file} imports ${name}: libs know neither config, migrations nor tests`]
    : [];

function wrongPackage(source: Source, lib: string, name: string, typeOnly: boolean): readonly string[] {
  const allowed = pureLibs[lib];
  if (!allowed || name.startsWith('libs/') || name.startsWith('config/')) return [];
  const isBuiltin = name.startsWith('node:') || builtinModules.includes(name);
  if (!isBuiltin && (typeOnly || allowed.includes(name))) return [];
  return [`${source.file} imports ${name}: libs/${lib} is pure and imports ${allowed.join(', ')} alone`];
}

function impureCode(source: Source): readonly string[] {
  const lib = libOf(source.room);
  if (lib === null || !pureLibs[lib]) return [];
  const code = source.code();
  return impureWords
    .map((word) => word.exec(code)?.[0])
    .filter((found) => found !== undefined)
    .map((found) => `${source.file} uses ${found}: libs/${lib} is pure, pass it in`);
}

function configRead(source: Source): readonly string[] {
  if (libOf(source.room) === null) return [];
  return source.literals
    .filter((literal) => /(^|\/)config\//.test(literal) && !literal.includes('\n'))
    .map((literal) => `${source.file} names "${literal}": only apps read config/`);
}

/** Whose a table is, by the migration that creates it: `<time>-create-<lib>.ts`. */
function foreignTables(sources: readonly Source[]): readonly string[] {
  const migrations = sources.filter(({ room, file }) => room === 'migrations' && !file.endsWith('/index.ts'));
  const owners = new Map<string, string>();
  for (const migration of migrations) {
    for (const [, table = ''] of migration.literals.join('\n').matchAll(/CREATE TABLE (?:IF NOT EXISTS )?(\w+)/g)) {
      owners.set(table, ownerOf(migration.file) ?? '');
    }
  }
  const nameless = migrations
    .filter(({ file }) => ownerOf(file) === null)
    .map(({ file }) => `${file} does not say whose it is: <time>-<verb>-<lib>.ts`);
  return [...nameless, ...sources.flatMap((source) => foreignTablesIn(source, owners))];
}

const ownerOf = (migration: string): string | null => {
  const words = /\d+-(.*)\.ts$/.exec(migration)?.[1]?.split('-') ?? [];
  return words.find((word) => rowOf(word) >= 0) ?? null;
};

const statement = /\b(select|insert\s+into|update|delete\s+from|with)\b/i;
const tableName = /\b(?:from|join|into|update|truncate|table|using)\s+(?:only\s+)?"?(\w+)/gi;

function foreignTablesIn(source: Source, owners: ReadonlyMap<string, string>): readonly string[] {
  const lib = libOf(source.room);
  if (lib === null) return [];
  const named = source.literals
    .filter((literal) => statement.test(literal))
    .flatMap((sql) => [...sql.matchAll(tableName)].map(([, table = '']) => table.toLowerCase()));
  return [...new Set(named)].flatMap((table) => {
    const owner = owners.get(table);
    if (owner === undefined || owner === lib || rowOf(owner) < rowOf(lib)) return [];
    return [`${source.file} names the table ${table} of libs/${owner}, which is not below libs/${lib}`];
  });
}
