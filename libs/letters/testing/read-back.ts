import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

interface Node {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

/** What a reading machine gets: title, language, and each page as roles with their words. */
export async function readBack(bytes: Uint8Array) {
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
