import { describe, expect, it } from '@jest/globals';
import { letterToPdf, unprintable } from '../index.js';
import { documentOf } from '../testing/letter.js';
import { readBack } from '../testing/read-back.js';

const text = `> {{answer.name}}
> 12, rue de l’Église

Bonjour {{answer.name}}, votre demande est **acceptée**.

## Ce qui suit

1. Venez à notre bureau
2. Apportez cette lettre

| Quoi | Combien |
|---|---|
| Laissez-passer | {{answer.price}} |
`;
const words = { 'answer.name': 'Zoë Lefèvre-Nguyễn', 'answer.price': '44,50 $' };

describe('a letter as PDF', () => {
  it('has a title, a language, and a tree of headings, paragraphs, lists and tables', async () => {
    const read = await readBack(await letterToPdf(documentOf(text, words)));
    expect(read).toMatchObject({ title: 'Votre demande : la décision', language: 'fr-CA', marked: true });
    expect(read.pages.map(({ roles }) => roles)).toEqual([
      [
        'Document',
        'H1 Votre demande : la décision',
        'P Zoë Lefèvre-Nguyễn 12, rue de l’Église',
        'P Bonjour Zoë Lefèvre-Nguyễn, votre demande est acceptée.',
        'H2 Ce qui suit',
        'L',
        'LI 1. Venez à notre bureau',
        'LI 2. Apportez cette lettre',
        'Table',
        'TH Quoi',
        'TH Combien',
        'TH Laissez-passer',
        'TD 44,50 $',
      ],
    ]);
  });

  it('is the same bytes for the same letter, and says that it is accessible', async () => {
    const [one, other] = [await letterToPdf(documentOf(text, words)), await letterToPdf(documentOf(text, words))];
    expect(one.equals(other)).toBe(true);
    expect(one.toString('latin1')).toContain('pdfuaid:part');
    expect(one.toString('latin1')).toMatch(/^%PDF-1\.7/);
  });

  it('goes on over pages, also within a table; page numbers are for the eye alone', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => `| Article ${index + 1} | **${'un long mot '.repeat(6)}** |`);
    const long = `${'Une phrase assez longue pour remplir la ligne. '.repeat(60)}\n\n| Quoi | Détail |\n|---|---|\n${rows.join('\n')}\n\nFin.`;
    const { pages } = await readBack(await letterToPdf(documentOf(long)));
    expect(pages.length).toBeGreaterThan(3);
    const cells = pages.flatMap(({ roles }) => roles.filter((role) => role.startsWith('TH Article')));
    expect(cells).toHaveLength(60);
    expect(pages.at(-1)?.roles.at(-1)).toBe('P Fin.');
    pages.forEach(({ text: seen, roles }, index) => {
      expect(seen).toContain(`Page ${index + 1} de ${pages.length}`);
      expect(roles.join()).not.toContain('Page ');
    });
  });

  it('breaks a name that is longer than the page is wide, and takes right-to-left names as they are', async () => {
    const name = `Wolfeschlegelsteinhausen${'bergerdorff'.repeat(30)}`;
    const { pages } = await readBack(
      await letterToPdf(
        documentOf(`> {{answer.name}}\n\n**{{answer.name}}** {{answer.rtl}}`, {
          'answer.name': name,
          'answer.rtl': 'مرحبا',
        }),
      ),
    );
    expect(pages).toHaveLength(1);
    expect(pages[0]?.text.replace(/\s/g, '')).toContain(name);
  });

  it('prints a card on a small page', async () => {
    const { pages } = await readBack(
      await letterToPdf(documentOf('{{answer.name}}\n\nValable en 2027', words, { kind: 'card', language: 'en' })),
    );
    expect(pages).toEqual([
      expect.objectContaining({
        roles: ['Document', 'H1 Your application', 'P Zoë Lefèvre-Nguyễn', 'P Valable en 2027'],
      }),
    ]);
  });

  it('says which characters it could not show', () => {
    const name = { 'answer.name': 'ᐊᓂᔑᓈᐯ Œuvre, 李 日 李' };
    expect(unprintable(documentOf('{{answer.name}}', name))).toEqual(['李', '日']);
  });
});
