import { programSchema } from '../../libs/workflow/index.js';

/** Places of the published schema that have keys, by JSON pointer, in the order in which people meet them. */
const places: Readonly<Record<string, string>> = {
  '': 'program.yaml',
  '/properties/subject': '`subject`',
  '/properties/defaults': '`defaults`',
  '/$defs/text': 'a text',
  '/$defs/questionDefinition': 'a question',
  '/$defs/questionDefinition/properties/where/additionalProperties/anyOf/3': '`where`, bounds',
  '/$defs/column': 'a question of rows, one of its `columns`',
  '/$defs/parameter': 'a parameter',
  '/$defs/datedValue': 'a parameter, one of its `values`',
  '/$defs/grant': 'a grant',
  '/$defs/duplicates': '`duplicates`',
  '/$defs/duplicates/properties/year/anyOf/1': '`duplicates`, `year` as a map',
  '/$defs/duplicates/properties/members': '`duplicates`, `members`',
  '/$defs/decision': 'a decision',
  '/$defs/decision/properties/benefit': 'a decision, its `benefit`',
  '/$defs/disclosure': 'a disclosure',
  '/$defs/askState': 'a state, `kind: ask`',
  '/$defs/askState/properties/decide/anyOf/1': '`decide` as a map',
  '/$defs/consentState': 'a state, `kind: consent`',
  '/$defs/offerState': 'a state, `kind: offer`',
  '/$defs/offerState/properties/route/anyOf/1': '`route` as a map (other keys are values)',
  '/$defs/offerState/properties/handover/anyOf/1': '`handover` as a map',
  '/$defs/offerState/properties/disclosure/anyOf/1': '`disclosure` as a map',
  '/$defs/offerState/properties/disclosure/anyOf/1/properties/or-override': '`or-override`',
  '/$defs/grantState': 'a state, `kind: grant`',
  '/$defs/waitState': 'a state, `kind: wait`',
  '/$defs/grantTurns': 'a state, `kind: wait`, one of its `grants`',
  '/$defs/endState': 'a state, `kind: end`',
  '/$defs/grantState/properties/year/anyOf/1': '`year` as a map',
  '/$defs/endState/properties/disposition/anyOf/1': '`disposition` as a map',
  '/$defs/endState/properties/need/anyOf/1': '`need` as a map',
  '/$defs/endState/properties/opens': '`opens` of an end',
  '/$defs/target/anyOf/1': 'a target as a map',
  '/$defs/targets/anyOf/1': 'an exit as a map',
  '/$defs/targets/anyOf/2/items': 'an exit as a list, each entry',
  '/$defs/when': '`when`',
  '/$defs/due/anyOf/1': '`due` as a map',
  '/$defs/overdue': '`overdue`',
  '/$defs/event': 'an event',
  '/$defs/event/properties/again': '`again`',
  '/$defs/event/properties/from': '`from` of an event',
  '/$defs/event/properties/opens': '`opens` of an event',
  '/$defs/field/anyOf/2': 'a field of an event, as a map',
  '/$defs/stay': '`stay` of a timer, and `entry`',
  '/$defs/stayed': '`stay` of an event or an interrupt',
  '/$defs/timer': 'a timer',
  '/$defs/interrupt': 'an interrupt',
  '/$defs/letter': 'a letter',
  '/$defs/send': '`send`',
  '/$defs/routesDocument': 'routes.yaml',
  '/$defs/routeTarget/anyOf/1': 'a target of a route, as a map',
  '/$defs/labelsDocument': 'labels.yaml',
  '/$defs/questionLabels': 'labels.yaml, a question',
  '/$defs/columnLabels': 'labels.yaml, a column',
  '/$defs/labelsDocument/properties/states/additionalProperties': 'labels.yaml, a state',
  '/$defs/labelsDocument/properties/parameters/additionalProperties': 'labels.yaml, a parameter',
  '/$defs/labelsDocument/properties/grants/additionalProperties': 'labels.yaml, a grant',
  '/$defs/labelsDocument/properties/decisions/additionalProperties': 'labels.yaml, a decision',
  '/$defs/labelsDocument/properties/entry': 'labels.yaml, `entry`',
  '/$defs/labelsDocument/properties/disclosures/additionalProperties': 'labels.yaml, a disclosure',
  '/$defs/tableDocument': '*.table.yaml',
  '/$defs/tableRow': '*.table.yaml, a row',
  '/$defs/fragmentDocument': 'fragment.yaml',
};
const states = ['ask', 'consent', 'offer', 'grant', 'wait', 'end'].map((kind) => `/$defs/${kind}State`);
/** Said once for all states, or for all but ends. */
const ofEvery = ['kind', 'script', 'help', 'questions', 'timers', 'send'];
const ofOpen = ['owner', 'due', 'overdue'];

interface Key {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: Key;
  readonly anyOf?: readonly Key[];
  readonly $ref?: string;
}
interface Part {
  readonly properties?: Readonly<Record<string, Key>>;
  readonly required?: readonly string[];
}

/** The table of every key, from the schema that programs are checked against. A new place goes by its path there. */
export function referenceTable(): string {
  const found = placesWithKeys();
  const order = [...new Set([...Object.keys(places), ...found.keys()])];
  const rows = order.flatMap((path) => {
    const part = found.get(path);
    if (!part) return [];
    const shared = states.includes(path) ? [...ofEvery, ...ofOpen] : [];
    const keys = Object.keys(part.properties ?? {}).filter((key) => key !== 'assumption' && !shared.includes(key));
    const row = rowOf(places[path] ?? `\`${path.split('/').slice(2).join(' ')}\``, part, keys);
    if (path !== states[0]) return [row];
    return [rowOf('any state', part, ofEvery), rowOf('any state but an end', part, ofOpen), row];
  });
  const anywhere = '| anywhere | `assumption`: Marks something that is assumed, not known: `true`, or a sentence. |';
  return ['| in | keys (those that are needed are bold) |', '| --- | --- |', ...rows, anywhere].join('\n');
}

function rowOf(title: string, { properties = {}, required = [] }: Part, keys: readonly string[]): string {
  const said = keys.map((key) => {
    const name = required.includes(key) ? `**\`${key}\`**` : `\`${key}\``;
    return [`${name}: ${properties[key]?.description ?? ''}`, ...wordsOf(properties[key])].join(' ');
  });
  return `| ${title} | ${said.join(' <br> ')} |`;
}

/** The words that may be written for a key, when they are fixed. */
function wordsOf(key: Key | undefined): readonly string[] {
  const [words] = fixedWords(key);
  return words ? [`One of: ${words.map((word) => `\`${word}\``).join(', ')}.`] : [];
}

/** Sets of words that a part of the schema allows, itself or in a list. */
function fixedWords(key: Key | undefined): readonly (readonly string[])[] {
  if (!key) return [];
  const defs = programSchema.$defs as Readonly<Record<string, Key>>;
  const named = key.$ref ? fixedWords(defs[key.$ref.split('/').at(-1) ?? '']) : [];
  return [
    ...(key.enum ? [key.enum] : []),
    ...fixedWords(key.items),
    ...(key.anyOf ?? []).flatMap(fixedWords),
    ...named,
  ];
}

/** JSON pointer → the part of the schema there, for every part with keys. */
function placesWithKeys(): ReadonlyMap<string, Part> {
  const found = new Map<string, Part>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties } = node as Part;
    const named = Object.keys(properties ?? {}).some((key) => key !== 'assumption');
    if (!Array.isArray(node) && named && path !== '/$defs/state') found.set(path, node as Part);
    for (const [key, child] of Object.entries(node)) if (key !== 'if') walk(child, `${path}/${key}`);
  };
  walk(programSchema, '');
  return found;
}
