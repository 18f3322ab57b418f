import { describe, expect, it } from '@jest/globals';
import { mostBytes } from './document.js';
import { cleanName } from './file-name.js';
import { FileIsUnfit, type Inspected, Inspection } from './inspection.js';
import { emptyZip, heic, jpeg, largest, pdf, png } from './testing/files.js';

/** What it is found to be, or why it is not taken. */
function inspect(file: Buffer, size = 700): Inspected | string {
  const inspection = new Inspection();
  try {
    for (let from = 0; from < file.length; from += size) inspection.add(file.subarray(from, from + size));
    return inspection.end();
  } catch (error) {
    if (error instanceof FileIsUnfit) return error.reason;
    throw error;
  }
}
const text = (content: string) => Buffer.from(content, 'latin1');

describe('a file that comes in', () => {
  it.each([
    ['application/pdf', pdf()],
    ['image/png', png],
    ['image/jpeg', jpeg()],
    ['image/heic', heic],
  ])('is told by its content to be %s', (type, file) => {
    expect(inspect(file)).toMatchObject({ type, bytes: file.length, marks: [] });
    expect(inspect(file, 1)).toMatchObject({ type });
    expect(inspect(file, file.length)).toMatchObject({ type });
  });

  it.each([
    ['nothing', '', 'file-is-empty'],
    ['a page', '<!doctype html><p>hello', 'file-type-is-not-taken'],
    ['a drawing that can run', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'file-type-is-not-taken'],
    ['a program', 'MZ\x90\0', 'file-type-is-not-taken'],
    ['a letter of a word processor', 'PK\x03\x04 word/document.xml', 'file-type-is-not-taken'],
    ['plain words', 'my income is 20000', 'file-type-is-not-taken'],
    ['a GIF', 'GIF89a', 'file-type-is-not-taken'],
    ['an AVIF', '\0\0\0\x1cftypavif\0\0\0\0mif1avifmiaf', 'file-type-is-not-taken'],
    ['a film', '\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'file-type-is-not-taken'],
    ['a PDF that begins late', `junk\n${pdf().toString('latin1')}`, 'file-type-is-not-taken'],
    ['the beginning of a PNG', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'file-is-incomplete'],
    ['the beginning of a PDF', '%PDF-1.7\n1 0 obj', 'file-is-incomplete'],
  ])('is not taken when it is %s', (_, content, reason) => {
    expect(inspect(text(content))).toBe(reason);
  });

  it.each([
    ['picture and PDF', Buffer.concat([jpeg(100), pdf()])],
    ['picture and page', Buffer.concat([jpeg(100), text('<HTML><script>alert(1)</script>'), jpeg(100)])],
    ['picture and ZIP', Buffer.concat([jpeg(), emptyZip])],
    ['PDF and ZIP', Buffer.concat([pdf(), emptyZip])],
  ])('is not taken when it is two kinds at once: %s', (_, file) => {
    expect(inspect(file)).toBe('file-is-two-kinds');
    expect(inspect(file, 1)).toBe('file-is-two-kinds');
  });

  it('may have a ZIP inside that does not reach its end: a picture that moves, a PDF with attachments', () => {
    expect(inspect(Buffer.concat([jpeg(), emptyZip, text('more')]))).toMatchObject({ type: 'image/jpeg' });
  });

  it('has 15 MB at most', () => {
    expect(inspect(largest, 65_536)).toMatchObject({ bytes: mostBytes });
    expect(inspect(jpeg(mostBytes + 1), 65_536)).toBe('file-is-too-large');
  });

  it.each([
    ['/OpenAction << /S /JavaScript /JS (app.alert(1)) >>', ['script']],
    ['/Encrypt 5 0 R', ['locked']],
    ['/Names << /EmbeddedFiles 3 0 R >> /Type /EmbeddedFile', ['attachments']],
  ])('is taken as a PDF with %s, and marked', (inside, marks) => {
    for (const size of [1, 3, 17, 5000]) expect(inspect(pdf(inside), size)).toMatchObject({ marks });
  });
});

describe('the name of a file', () => {
  it.each([
    ['pay slip.pdf', 'pay slip.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\me\\Relevé d’impôt.PDF', 'Relevé d’impôt.pdf'],
    ['a\0b\nc\x1b[31m.pdf', 'abc[31m.pdf'],
    ['gpj.\u202efdp.exe', 'gpj.fdp.exe.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['', 'document.pdf'],
    ['///', 'document.pdf'],
    ['.pdf', 'pdf.pdf'],
    ['<b>"x"</b>.pdf', 'b.pdf'],
    ['x'.repeat(400), `${'x'.repeat(120)}.pdf`],
    ['revenu 👩‍👧.pdf', 'revenu 👩👧.pdf'],
  ])('%j is %j', (given, clean) => {
    expect(cleanName(given, 'application/pdf')).toBe(clean);
  });

  it('ends as what the content is', () => {
    expect(cleanName('photo.pdf', 'image/jpeg')).toBe('photo.pdf.jpg');
    expect(cleanName('IMG_0001.HEIC', 'image/heic')).toBe('IMG_0001.heic');
    expect(cleanName('scan.JPEG', 'image/jpeg')).toBe('scan.jpeg');
  });
});
