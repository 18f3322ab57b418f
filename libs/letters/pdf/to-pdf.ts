import PDFDocument, { type Structure } from 'pdfkit';
import { type Block, type LetterDocument, type Line, localeOf, type Run, wordsOf } from '../document.js';
import { readFaces } from './fonts.js';

/** Points: a page of US letter size, or a quarter of one. */
const PAPER = {
  letter: { size: [612, 792], margin: 72, text: 11, title: 18 },
  card: { size: [396, 306], margin: 28, text: 11, title: 15 },
} as const;
type Paper = (typeof PAPER)['letter' | 'card'];

interface Sheet {
  readonly pdf: PDFDocument;
  readonly root: Structure;
  readonly paper: Paper;
}

/**
 * A tagged PDF (PDF/UA-1): title, language, and a tree of headings, paragraphs, lists and tables that a screen reader follows. Fonts
 * are embedded. The same document gives the same bytes.
 */
export async function letterToPdf(letter: LetterDocument): Promise<Buffer> {
  const paper = PAPER[letter.kind];
  const pdf = open(letter, paper);
  const parts: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.on('data', (part: Buffer) => parts.push(part));
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const sheet: Sheet = { pdf, root, paper };
  heading(sheet, 'H1', paper.title, [{ text: letter.title }]);
  for (const block of letter.blocks) write(sheet, block);
  root.end();
  numberPages(sheet, letter.language);
  pdf.end();
  await done;
  return Buffer.concat(parts);
}

/** Characters that the PDF cannot show, each once. Someone should look before such a letter goes out. */
export function unprintable({ title, blocks }: LetterDocument): readonly string[] {
  const { regular } = readFaces();
  const characters = [title, ...blocks.flatMap(linesOf).map(wordsOf)].join('').replaceAll('\n', '');
  return [...new Set(characters)].filter((one) => !regular.hasGlyphForCodePoint(one.codePointAt(0) ?? 0));
}

function linesOf(block: Block): readonly Line[] {
  switch (block.block) {
    case 'list':
      return block.items;
    case 'address':
      return block.lines;
    case 'table':
      return [block.head, ...block.rows].flat();
    default:
      return [block.text];
  }
}

function open({ title, language, at }: LetterDocument, { size, margin }: Paper): PDFDocument {
  const pdf = new PDFDocument({
    ...{ size: [...size], margin, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, displayTitle: true },
    ...{ lang: localeOf(language), info: { Title: title, CreationDate: new Date(at) }, font: null, bufferPages: true },
  });
  const { regular, bold } = readFaces();
  return pdf.registerFont('regular', regular).registerFont('bold', bold);
}

function write(sheet: Sheet, block: Block): void {
  const { pdf, root, paper } = sheet;
  switch (block.block) {
    case 'heading':
      pdf.moveDown(0.3);
      return heading(sheet, `H${block.level}`, block.level === 2 ? paper.text + 2 : paper.text, block.text);
    case 'paragraph':
      root.add(pdf.struct('P', () => runs(sheet, block.text)));
      pdf.moveDown(0.6);
      return;
    case 'address':
      root.add(pdf.struct('P', () => block.lines.forEach((line) => runs(sheet, line))));
      pdf.moveDown(1);
      return;
    case 'list':
      return list(sheet, block);
    case 'table':
      return table(sheet, block);
  }
}

/** Not left alone at the foot of a page. */
function heading({ pdf, root }: Sheet, type: string, size: number, text: Line): void {
  const { page } = pdf;
  if (pdf.y + size * 4 > page.height - page.margins.bottom) pdf.addPage();
  root.add(pdf.struct(type, () => pdf.font('bold', size).text(wordsOf(text))));
  pdf.moveDown(0.4);
}

function runs({ pdf, paper }: Sheet, line: Line, before = ''): void {
  const all: Run[] = before === '' ? [...line] : [{ text: before }, ...line];
  all.forEach(({ text, bold }, index) => {
    pdf.font(bold ? 'bold' : 'regular', paper.text).text(text, { continued: index < all.length - 1 });
  });
}

function list(sheet: Sheet, { ordered, items }: Block & { block: 'list' }): void {
  const { pdf, root } = sheet;
  const whole = pdf.struct('L');
  root.add(whole);
  items.forEach((item, index) => {
    const one = pdf.struct('LI');
    whole.add(one);
    one.add(pdf.struct('LBody', () => runs(sheet, item, ordered ? `${index + 1}. ` : '• ')));
    one.end();
  });
  whole.end();
  pdf.moveDown(0.6);
}

function table({ pdf, root, paper }: Sheet, { head, rows }: Block & { block: 'table' }): void {
  const left = pdf.x;
  const size = paper.text - 1;
  const font = { src: 'bold', size };
  pdf.font('regular', size).table({
    structParent: root,
    data: [
      head.map((cell) => ({ text: wordsOf(cell), type: 'TH', scope: 'Column', font })),
      ...rows.map(([name, cell]) => [
        { text: wordsOf(name), type: 'TH', scope: 'Row' },
        { text: wordsOf(cell), type: 'TD' },
      ]),
    ],
  });
  // A table leaves the pen where its last cell was.
  pdf.x = left;
  pdf.moveDown(0.8);
}

/** Beside the text, for the eye: not part of what is read aloud. */
function numberPages({ pdf, paper }: Sheet, language: string): void {
  const { count } = pdf.bufferedPageRange();
  if (count < 2) return;
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    // Else the number, below the margin, would begin another page.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    const words = language === 'fr' ? `Page ${page + 1} de ${count}` : `Page ${page + 1} of ${count}`;
    pdf.font('regular', 9).text(words, paper.margin, paper.size[1] - paper.margin * 0.6, { lineBreak: false });
    pdf.endMarkedContent();
  }
}
