import { createHash } from 'node:crypto';
import { type Block, type LetterDocument, type Line, localeOf } from './document.js';

const CSS = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1a1a1a; font: 1rem/1.5 "DejaVu Sans", Verdana, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 2rem 1rem; overflow-wrap: anywhere; }
main.card { max-width: 22rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1.5rem; }
h2 { font-size: 1.2rem; margin: 1.5rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 0.5rem; }
p, ul, ol, table { margin: 0 0 1rem; }
.address { margin: 0 0 1.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: 0.4rem 0.6rem; text-align: start; vertical-align: top; }
tbody th { font-weight: normal; }
@media print {
  @page { size: letter; margin: 2.5cm; }
  main { max-width: none; padding: 0; }
  h1, h2, h3 { break-after: avoid; }
  tr { break-inside: avoid; }
}
`;
/** For a Content-Security-Policy that lets this style through, and nothing else. */
export const letterStyleHash = `sha256-${createHash('sha256').update(CSS).digest('base64')}`;

/** One page without a script, to read and to print. What was filled in stays text, and keeps its direction to itself. */
export function letterToHtml({ kind, title, language, blocks }: LetterDocument): string {
  return `<!doctype html>
<html lang="${escape(localeOf(language))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${CSS}</style>
</head>
<body>
<main class="${kind}">
<h1>${escape(title)}</h1>
${blocks.map(block).join('\n')}
</main>
</body>
</html>
`;
}

function block(one: Block): string {
  switch (one.block) {
    case 'heading':
      return `<h${one.level}>${line(one.text)}</h${one.level}>`;
    case 'paragraph':
      return `<p>${line(one.text)}</p>`;
    case 'list': {
      const tag = one.ordered ? 'ol' : 'ul';
      return `<${tag}>${one.items.map((item) => `<li>${line(item)}</li>`).join('')}</${tag}>`;
    }
    case 'address':
      return `<p class="address">${one.lines.map(line).join('<br>')}</p>`;
    case 'table': {
      const head = one.head.map((cell) => `<th scope="col">${line(cell)}</th>`).join('');
      const rows = one.rows.map(([name, cell]) => `<tr><th scope="row">${line(name)}</th><td>${line(cell)}</td></tr>`);
      return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
    }
  }
}

function line(runs: Line): string {
  return runs
    .map(({ text, bold, value }) => {
      const words = value ? `<bdi>${escape(text)}</bdi>` : escape(text);
      return bold ? `<strong>${words}</strong>` : words;
    })
    .join('');
}

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => NAMES[character] ?? '');
