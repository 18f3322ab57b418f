import { describe, expect, it } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { letterToPdf, unprintable } from '../index.js';
import { documentOf } from '../testing/letter.js';

interface Node {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

/** What a reading machine gets: title, language, and each page as roles with their words. */
async function readBack(bytes: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const { info } = (await pdf.getMetadata()) as unknown as { info: { Title: string; Language: string } };
  const marked = await pdf.getMarkInfo();
  const pages: { roles: string[]; text: string }[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const words = new Map<string, string>();
    const open: string[] = [];
    for (const item of items as { type?: string; id?: string; str?: string; hasEOL?: boolean }[]) {
      if (item.type?.startsWith('beginMarked')) open.push(item.id ?? '');
      else if (item.type === 'endMarkedContent') open.pop();
      else {
        const id = open.at(-1) ?? '';
        words.set(id, (words.get(id) ?? '') + (item.str ?? '') + (item.hasEOL ? ' ' : ''));
      }
    }
    const textOf = (node: Node): string =>
      node.type === 'content' ? (words.get(node.id ?? '') ?? '') : (node.children ?? []).map(textOf).join('');
    const roles: string[] = [];
    const walk = (node: Node): void => {
      if (/^(H\d|P|LI|TH|TD)$/.test(node.role ?? ''))
        roles.push(`${node.role} ${textOf(node).replace(/\s+/g, ' ').trim()}`);
      else {
        if (/^(Document|L|Table)$/.test(node.role ?? '')) roles.push(node.role ?? '');
        node.children?.forEach(walk);
      }
    };
    const tree = (await page.getStructTree()) as Node | null;
    if (tree) walk(tree);
    pages.push({ roles, text: [...words.values()].join(' ') });
  }
  await task.destroy();
  return {
    title: info.Title,
    language: info.Language,
    marked: Boolean((marked as { Marked?: boolean } | null)?.Marked),
    pages,
  };
}

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
