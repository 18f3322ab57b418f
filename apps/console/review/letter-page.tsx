import { createElement, useMemo, type ReactNode } from 'react';

/** All that a letter is made of. Its headings stand below those of the screen. */
const shownAs: Readonly<Record<string, string>> = {
  ...{ h1: 'h3', h2: 'h4', h3: 'h5', p: 'p', ul: 'ul', ol: 'ol', li: 'li', br: 'br', strong: 'strong', bdi: 'bdi' },
  ...{ table: 'table', thead: 'thead', tbody: 'tbody', tr: 'tr', th: 'th', td: 'td' },
};

function shown(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  const tag = node instanceof Element ? shownAs[node.tagName.toLowerCase()] : undefined;
  const parts = [...node.childNodes].map(shown);
  if (!tag) return parts;
  return tag === 'br' ? createElement(tag, { key }) : createElement(tag, { key }, ...parts);
}

/** A letter as the API gives it, built anew from the few things that letters have: nothing else of a page comes through. */
export function LetterPage({ html, language }: { html: string; language: string }) {
  const content = useMemo(() => {
    // Without its head: the style there is for a page of its own, and ours lets none in.
    const body = html.slice(html.indexOf('<main'));
    const main = new DOMParser().parseFromString(body, 'text/html').querySelector('main');
    return [...(main?.childNodes ?? [])].filter((node) => node instanceof Element).map(shown);
  }, [html]);
  return (
    <div className="letter-page" lang={language}>
      {content}
    </div>
  );
}
