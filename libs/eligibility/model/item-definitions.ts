import { isFeel } from '../feel-language.js';
import { scopeOf } from '../feel/scope.js';
import { bare } from '../feel/type-of.js';
import type { FeelType } from '../values/type.js';
import { nameOf, type DmnElement } from './element.js';
import type { Language } from './language.js';
import type { Problems } from './problems.js';

const any: FeelType = { kind: 'any' };
/** Types that nest deeper, and names that are longer, are refused. */
const deepest = 50;
const longestName = 300;
const named: Readonly<Record<string, FeelType['kind']>> = {
  any: 'any',
  null: 'null',
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  datetime: 'date and time',
  'days and time duration': 'days and time duration',
  daytimeduration: 'days and time duration',
  'years and months duration': 'years and months duration',
  yearmonthduration: 'years and months duration',
};

function builtIn(name: string): FeelType | null {
  const plain = name.replace(/^feel:/, '');
  const key = plain.toLowerCase();
  if (key === 'list') return { kind: 'list', of: any };
  if (key === 'range') return { kind: 'range', of: any };
  if (key === 'context') return { kind: 'context', entries: new Map() };
  if (key === 'function') return { kind: 'function' };
  const kind = Object.hasOwn(named, key) ? named[key] : undefined;
  return kind === undefined ? null : ({ kind } as FeelType);
}

/** The types of a file, by name; `others` are those that it imports, by `prefix.name`. Lenient: an unknown one is any. */
export class ItemDefinitions {
  private readonly written = new Map<string, DmnElement>();
  private readonly known = new Map<string, FeelType>();
  private readonly open = new Set<string>();
  private depth = 0;

  constructor(
    definitions: readonly DmnElement[],
    private readonly language: Language,
    private readonly lenient: boolean,
    private readonly others: (name: string, problems: Problems) => FeelType | null = () => null,
  ) {
    for (const definition of definitions) this.written.set(nameOf(definition), definition);
  }

  /** No name: any value. A name that nothing declares is a problem, and then any value too. */
  typeOf(reference: string | undefined, problems: Problems): FeelType {
    const name = (reference ?? '').replace(/\s+/g, ' ').trim();
    if (name === '') return any;
    if (name.length > longestName) return this.unknown(`${name.slice(0, 20)}…`, problems);
    return this.find(name, problems) ?? this.unknown(name, problems);
  }

  /** The type of this name that the file declares or FEEL has. */
  find(name: string, problems: Problems): FeelType | null {
    return this.own(name, problems) ?? this.builtInOrList(name, problems);
  }

  /** The type of this name that this file itself declares. */
  own(name: string, problems: Problems): FeelType | null {
    const known = this.known.get(name);
    if (known) return known;
    const definition = this.written.get(name);
    if (!definition) return null;
    if (this.open.has(name)) return this.circular(name, problems);
    this.open.add(name);
    const before = problems.all.length;
    const type = this.read(definition, problems);
    this.open.delete(name);
    // Whoever else needs a type with a problem is to be told of it too.
    if (problems.all.length === before) this.known.set(name, type);
    return type;
  }

  private builtInOrList(name: string, problems: Problems): FeelType | null {
    const feel = builtIn(name);
    if (feel) return feel;
    const [, outer, inner] = /^(list|range)\s*<(.*)>$/.exec(name) ?? [];
    if (inner !== undefined) return { kind: outer as 'list' | 'range', of: this.typeOf(inner, problems) };
    const [, prefixed = ''] = /^[\w.-]+:(.+)$/.exec(name) ?? [];
    return this.others(name, problems) ?? (prefixed === '' ? null : this.find(prefixed, problems));
  }

  private read(definition: DmnElement, problems: Problems): FeelType {
    if (++this.depth > deepest) problems.add('type-is-too-deep', 'A type nests too deeply.', 'Name its parts.');
    const single = this.depth > deepest ? any : this.single(definition, problems);
    this.depth--;
    // What a type allows takes the place of what the type that it builds on allows.
    const items = definition.allowedValues ? this.allowed(bare(single), definition.allowedValues, problems) : single;
    const whole: FeelType = definition.isCollection === true ? { kind: 'list', of: items } : items;
    return this.allowed(whole, definition.typeConstraint, problems);
  }

  private single(definition: DmnElement, problems: Problems): FeelType {
    const { itemComponent = [], functionItem } = definition;
    if (itemComponent.length > 0) {
      const entries = itemComponent.map((one) => [nameOf(one), this.read(one, problems)] as const);
      return { kind: 'context', entries: new Map(entries) };
    }
    if (!functionItem) return this.typeOf(definition.typeRef, problems);
    const parameters = functionItem.parameters?.map(({ typeRef }) => this.typeOf(typeRef, problems));
    const result = this.typeOf(functionItem.outputTypeRef, problems);
    return { kind: 'function', ...(parameters ? { parameters } : {}), result };
  }

  private allowed(of: FeelType, tests: DmnElement | undefined, problems: Problems): FeelType {
    const text = tests?.text?.trim() ?? '';
    if (text === '') return of;
    if (!isFeel(tests?.expressionLanguage)) {
      problems.add('language-is-not-feel', 'The allowed values are not written in FEEL.', 'Write them in FEEL.');
      return of;
    }
    const read = this.language.readUnary(text, scopeOf([]));
    if (!read.ok) problems.text(read.problem, text);
    return read.ok && read.value.test !== 'any' ? { kind: 'allowed', of, allowed: read.value } : of;
  }

  private circular(name: string, problems: Problems): FeelType {
    problems.add(
      'type-contains-itself',
      `The type “${name}” contains itself.`,
      'Give the inner part a type of its own, or leave its type out.',
    );
    return any;
  }

  private unknown(name: string, problems: Problems): FeelType {
    if (this.lenient) return any;
    problems.add(
      'type-is-unknown',
      `The type “${name}” is declared nowhere.`,
      'Declare it as an item definition, or use a type of FEEL: number, string, boolean, date.',
    );
    return any;
  }
}
