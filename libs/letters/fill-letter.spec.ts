import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { fillLetter, letterToHtml, wordsOf } from './index.js';
import { plainText } from './plain-text.js';
import type { GrantWord } from '../workflow/index.js';
import { documentOf, letterOf } from './testing/letter.js';

const at = '2026-11-23T15:00:00.000Z';
const said = (text: string, words: Record<string, string>, outcomes: Record<string, string> = {}) =>
  fillLetter(letterOf(text), 'en', { words, outcomes }, at);

describe('a letter is filled in', () => {
  it('says what is known, and names what is not: nothing stands there', () => {
    const filled = said('Dear {{answer.name}},\n\n{{answer.town}}\n\n- {{answer.town}}', { 'answer.name': 'Ann' });
    expect(filled).toMatchObject({ missing: ['answer.town'] });
    expect(filled?.document.blocks).toEqual([
      { block: 'paragraph', text: [{ text: 'Dear ' }, { text: 'Ann', value: true }, { text: ',' }] },
    ]);
  });

  it.each([
    ['decision.transit is denied', 'denied', true],
    ['decision.transit is approved, denied', 'denied', true],
    ['decision.transit is not denied', 'denied', false],
    ['decision.transit is not denied', undefined, true],
    ['decision.transit is undetermined', undefined, true],
    ['decision.toString is undetermined', undefined, true],
  ] as const)('{{#when %s}} while it is %s: %s', (when, outcome, shown) => {
    const word = when.replace('toString', 'to_string');
    const filled = said(`{{#when ${word}}}\nHere.\n{{/when}}`, {}, outcome ? { transit: outcome } : {});
    expect(filled?.document.blocks).toHaveLength(shown ? 1 : 0);
  });

  it.each([
    ['grant.pass is granted', 'granted', true],
    ['grant.pass is granted, waiting', 'waiting', true],
    ['grant.pass is not granted', 'waiting', true],
    ['grant.pass is not granted', 'granted', false],
    ['grant.pass is none', undefined, true],
    ['grant.pass is granted', undefined, false],
  ] as const)('{{#when %s}} while it is %s: %s', (when, status, shown) => {
    const grants: Record<string, GrantWord> = status ? { pass: status } : {};
    const text = `{{#when ${when}}}\nWorth {{grant.pass.amount}}.\n{{/when}}`;
    const filled = fillLetter(
      letterOf(text),
      'en',
      { words: { 'grant.pass.amount': '$350.00' }, outcomes: {}, grants },
      at,
    );
    const said = filled?.document.blocks.map((one) => (one.block === 'paragraph' ? wordsOf(one.text) : one.block));
    expect(said).toEqual(shown ? ['Worth $350.00.'] : []);
  });

  it('asks whether a file was refused, and nothing came since', () => {
    const letter = letterOf('{{#when answer.proof is refused}}\nA virus.\n{{/when}}');
    const blocks = (refused?: string[]) =>
      fillLetter(letter, 'en', { words: {}, outcomes: {}, ...(refused && { refused }) }, at)?.document.blocks.length;
    expect([blocks(['proof']), blocks(['other']), blocks()]).toEqual([1, 0, 0]);
  });

  it('asks whether an answer is known, within another condition', () => {
    const text = '{{#when answer.a is known}}\nA\n\n{{#when answer.b is not known}}\nno B\n{{/when}}\n{{/when}}';
    const words = (known: Record<string, string>) =>
      said(text, known)?.document.blocks.map((one) => (one.block === 'paragraph' ? wordsOf(one.text) : one.block));
    expect(words({})).toEqual([]);
    expect(words({ 'answer.a': '1' })).toEqual(['A', 'no B']);
    expect(words({ 'answer.a': '1', 'answer.b': '2' })).toEqual(['A']);
  });

  it('breaks an address where its answer breaks, and a paragraph not', () => {
    const { blocks } = documentOf('> {{answer.home}}\n\n{{answer.home}}', {
      'answer.home': '12 rue de l’Église\r\nÉpinal',
    });
    const text = (text: string) => [{ text, value: true }];
    expect(blocks).toEqual([
      { block: 'address', lines: [text('12 rue de l’Église'), text('Épinal')] },
      { block: 'paragraph', text: text('12 rue de l’Église Épinal') },
    ]);
  });
});

const nasty = [
  '<script>alert(1)</script>',
  '</p><h1>You owe us money</h1>',
  '**bold** ## heading',
  '{{answer.other}} {{#when decision.a is b}}',
  '\u202Eevil\u202C \u2066x\u2069 \u200Fz',
  'a\u0000b\u0007c\u001B[31md\u0085e',
  'مرحبا بالعالم, שלום',
  '\uD800 half',
  '"onmouseover="alert(1)',
];

describe('what somebody typed', () => {
  it.each(nasty)('is text and nothing else: %j', (value) => {
    const words = { 'answer.name': value, 'answer.other': 'SECRET' };
    const document = documentOf('Dear {{answer.name}}.', words);
    expect(document.blocks).toHaveLength(1);
    const html = letterToHtml(document);
    expect(html).not.toMatch(/<script|<h1>You|<strong>|SECRET|<[^>]*onmouse/);
    expect(html).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200E\u200F]/);

    expect(html).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
    expect(html.match(/<p>/g)).toHaveLength(1);
  });

  it('keeps its own letters, whatever they are', () => {
    expect(plainText('  Zoë O’Brien-Çelik  ')).toBe('Zoë O’Brien-Çelik');
    expect(plainText('ᐊᓂᔑᓈᐯ مرحبا 李')).toBe('ᐊᓂᔑᓈᐯ مرحبا 李');
    expect(plainText('e\u0301')).toBe('é');
    expect(plainText('x'.repeat(5000))).toHaveLength(2000);
  });

  it('never makes markup, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        const html = letterToHtml(documentOf('A {{answer.name}} z', { 'answer.name': value }));
        const [, inner = ''] = /<p>A (?:<bdi>([^<>]*)<\/bdi>)? z<\/p>/.exec(html.replace(/\n/g, ' ')) ?? [];
        return (
          html.split('<').length ===
            letterToHtml(documentOf('A {{answer.name}} z', { 'answer.name': 'x' })).split('<').length || inner === ''
        );
      }),
    );
  });
});
