import { type Block, type LetterDocument, type Line, localeOf } from '../../../../libs/letters/index.js';
import { html, type Html } from '../html.js';
import { goTo } from '../parts.js';
import type { ApplyContent, ApplySheet } from './sheet.js';
import { applyWords } from './words.js';

/** A letter within the door, in its own language; what was filled in keeps its direction to itself. */
export function letterContent(
  { say, to }: ApplySheet,
  number: string,
  { title, language, blocks }: LetterDocument,
): ApplyContent {
  return {
    title,
    content: html`<article lang="${localeOf(language)}">
        <h1>${title}</h1>
        ${blocks.map(blockPart)}
      </article>
      ${goTo(to('letter.pdf', { n: number }), say(applyWords.asPdf))} ${goTo(to('form'), say(applyWords.toApplication))}`,
  };
}

function blockPart(one: Block): Html {
  switch (one.block) {
    case 'heading':
      return one.level === 2 ? html`<h2>${linePart(one.text)}</h2>` : html`<h3>${linePart(one.text)}</h3>`;
    case 'paragraph':
      return html`<p>${linePart(one.text)}</p>`;
    case 'list': {
      const items = one.items.map((item) => html`<li>${linePart(item)}</li>`);
      return one.ordered
        ? html`<ol>
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`;
    }
    case 'address':
      return html`<p>${one.lines.map((line, at) => html`${at > 0 && html`<br />`}${linePart(line)}`)}</p>`;
    case 'table':
      return html`<table>
        <thead>
          <tr>
            ${one.head.map((cell) => html`<th scope="col">${linePart(cell)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${one.rows.map(
            ([name, cell]) =>
              html`<tr>
                <th scope="row">${linePart(name)}</th>
                <td>${linePart(cell)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  }
}

const linePart = (runs: Line): readonly Html[] =>
  runs.map(({ text, bold, value }) => {
    const words = value ? html`<bdi>${text}</bdi>` : html`${text}`;
    return bold ? html`<strong>${words}</strong>` : words;
  });
