import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import ts from 'typescript';
import { frenchSpaces } from '../../apps/console/shared/french-spaces.js';

const root = 'apps/console';
const read = (name: string) =>
  JSON.parse(readFileSync(`${root}/shared/messages/${name}.json`, 'utf8')) as Record<string, string>;
/** With those of the screens that are loaded only when somebody opens them. */
const messages = (language: string) => ({
  ...read(language),
  ...read(`lists.${language}`),
  ...read(`agency.${language}`),
  ...read(`partners.${language}`),
  ...read(`my-calls.${language}`),
  ...read(`review.${language}`),
  ...read(`again.${language}`),
  ...read(`online.${language}`),
  ...read(`beside.${language}`),
  ...read(`sign-in.${language}`),
});
const en = messages('en');
const fr = messages('fr');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/generated|vite|\.spec\./.test(name))
  .map((name) => join(root, name))
  .map((path) => ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}
function place(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
/** Names of the values that a message needs. */
function values(message: string, language: string): string[] {
  const found = new Set<string>();
  const collect = (parts: readonly object[]) => {
    for (const part of parts as { type: number; value?: string; options?: Record<string, { value: object[] }> }[]) {
      if (part.type > 0 && part.type < 7 && part.value) found.add(part.value);
      for (const option of Object.values(part.options ?? {})) collect(option.value);
    }
  };
  collect(new IntlMessageFormat(message, language).getAst());
  return [...found].sort();
}

describe('messages', () => {
  it('exist in English and in French, under the same keys', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
    const all = [
      'en',
      'lists.en',
      'agency.en',
      'partners.en',
      'my-calls.en',
      'review.en',
      'again.en',
      'online.en',
      'beside.en',
      'sign-in.en',
    ].flatMap((name) => Object.keys(read(name)));
    expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([]);
    expect(Object.entries({ ...en, ...fr }).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('take the same values in both languages, and are well formed', () => {
    const differing = Object.keys(en).filter((key) => {
      return values(en[key] ?? '', 'en').join() !== values(fr[key] ?? '', 'fr').join();
    });
    expect(differing).toEqual([]);
  });

  it('speak of agreeing and sharing as the programs do, never of permission', () => {
    const others = Object.entries({
      ...en,
      ...Object.fromEntries(Object.entries(fr).map(([key, text]) => [`fr ${key}`, text])),
    });
    expect(
      others.filter(([, text]) => /permission|consentement|\btold without|\btell nothing|ne disons rien/i.test(text)),
    ).toEqual([]);
  });

  it('never leave a French sign alone at the end or the beginning of a line', () => {
    expect(frenchSpaces('Dites : « Bonjour »; ça va? {n} : {a}, 11 h 15')).toBe(
      'Dites\u00a0: «\u00a0Bonjour\u00a0»; ça va? {n}\u00a0: {a}, 11\u00a0h\u00a015',
    );
  });

  it('exist for every key that a screen names', () => {
    const missing: string[] = [];
    for (const source of sources) {
      walk(source, (node) => {
        if (!ts.isCallExpression(node)) return;
        const [key] = node.arguments;
        const isLookup = /^(t|say|i18next\.t|inCallLanguage\(.*\))$/.test(node.expression.getText());
        if (!isLookup || !key) return;
        if (ts.isStringLiteral(key) && !(key.text in en)) missing.push(`${place(node)} ${key.text}`);
        if (!ts.isTemplateExpression(key)) return;
        const prefix = key.head.text;
        if (!Object.keys(en).some((known) => known.startsWith(prefix))) missing.push(`${place(node)} ${prefix}…`);
      });
    }
    expect(missing).toEqual([]);
  });

  it('of screens that are loaded late are loaded by each file that names one', () => {
    const late = Object.keys(read('lists.en'));
    const without = sources.filter((source) => {
      let names = false;
      walk(source, (node) => {
        const isKey = ts.isStringLiteral(node) && late.includes(node.text);
        const isHead =
          ts.isTemplateHead(node) && /[.-]$/.test(node.text) && late.some((key) => key.startsWith(node.text));
        names ||= isKey || (isHead && node.text !== 'word.');
      });
      return names && !source.text.includes("/list-messages'");
    });
    expect(without.map(({ fileName }) => fileName)).toEqual([]);
  });

  it('are the only place with words for people', () => {
    const spoken = /^(aria-label|title|label|placeholder|alt|help|aria-description)$/;
    const found: string[] = [];
    for (const source of sources) {
      walk(source, (node) => {
        if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) found.push(`${place(node)} ${node.text.trim()}`);
        const isAttribute = ts.isJsxAttribute(node) && spoken.test(node.name.getText());
        if (!isAttribute || !node.initializer) return;
        if (ts.isStringLiteral(node.initializer)) found.push(`${place(node)} ${node.initializer.text}`);
      });
    }
    expect(found).toEqual([]);
  });

  it('speak English in English and French in French', () => {
    const same = Object.keys(en).filter((key) => en[key] === fr[key]);
    // Names, keys of the keyboard, words that both languages share.
    const shared =
      /^(shell\.(name|title|menu|language\.)|language\.(en|fr)$|keys\.|ask\.title$|note\.title$|transfer\.earlier$|age\.|dispatches\.clock\.enRoute$|verdict\.possible$|review\.(not-said|preview|grant|places)$)/;
    expect(same.filter((key) => !shared.test(key) && en[key] !== 'Note' && en[key] !== 'Service')).toEqual([]);
  });
});
