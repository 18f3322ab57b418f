import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Text } from '../../../libs/eligibility/index.js';
import type { Language } from '../shell/messages.js';
import { Html, html } from './html.js';
import { speak } from './speak.js';
import { style } from './style.js';
import { words } from './words.js';

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** Whose page it is; null where nobody may know. */
  readonly helpline: Text | null;
  /** The number that agencies call. */
  readonly desk: string | null;
  /** Where the same page is in the other language; null where there is none. */
  readonly otherLanguage: string | null;
  /** Where it goes by itself after a minute; null: it stays as it is. */
  readonly renewsAt: string | null;
  readonly content: Html;
  /** The address of its script; left out: none runs. */
  readonly script?: string | null;
  /** In the place of whom agencies call. */
  readonly foot?: Html;
}

/** To the letter as it is hashed. */
const styleElement = new Html(`<style>${style}</style>`);
const hash = createHash('sha256').update(style).digest('base64');

/** Nothing is fetched and no script runs, but for the one that some pages have; a form goes back to us alone, and nobody shows the page in theirs. */
const policyWith = (script: string): string =>
  `default-src 'none'; ${script}style-src 'sha256-${hash}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

export const headers = {
  'content-security-policy': policyWith(''),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  vary: 'accept-language, cookie',
} as const;

export function sendPage(reply: FastifyReply, status: number, page: Page): void {
  void reply
    .code(status)
    .headers({ ...headers, ...scripting(page), 'content-language': page.language, ...renewal(page) })
    .type('text/html; charset=utf-8')
    .send(writePage(page));
}

/** One file of ours that talks to us alone and makes no code out of text. */
const withScript = {
  'content-security-policy': policyWith("script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; "),
};
const scripting = ({ script }: Page) => (script ? withScript : {});

/** In a header, for there is no script: often enough for a team on the road, and seldom enough to read a page to its end. */
const renewSeconds = 60;
const renewal = ({ renewsAt }: Page) => (renewsAt === null ? {} : { refresh: `${renewSeconds}; url=${renewsAt}` });

/** Goes on with GET: loading that page again repeats nothing. */
export function sendOn(reply: FastifyReply, address: string): void {
  void reply
    .code(303)
    .headers({ ...headers, location: address })
    .send();
}

/** It was done, and there is nothing to show. */
export function sendNothing(reply: FastifyReply): void {
  void reply.code(204).headers(headers).send();
}

export function writePage(page: Page): string {
  const { language, title, helpline, otherLanguage, content, foot } = page;
  const say = speak(language);
  const other = language === 'en' ? { lang: 'fr', name: 'Français' } : { lang: 'en', name: 'English' };
  return html`<!doctype html>
    <html lang="${language}-CA">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${styleElement}${page.script && html`<script type="module" src="${page.script}"></script>`}
      </head>
      <body>
        <header>
          <p>${helpline ? say(helpline) : 'Front Door'}</p>
          ${otherLanguage !== null && html`<a href="${otherLanguage}" lang="${other.lang}" hreflang="${other.lang}">${other.name}</a>`}
        </header>
        <main>${content}</main>
        <footer>${foot ?? (helpline ? callInstead(page) : html`<p>${say(words.callWhoeverSent)}</p>`)}</footer>
      </body>
    </html> `.text;
}

function callInstead({ language, helpline, desk }: Page): Html {
  const say = speak(language);
  const name = helpline ? say(helpline) : '';
  if (desk === null) return html`<p>${say(words.callThem, { name })}</p>`;
  const [before = '', after = ''] = say(words.callAt, { name, number: '\u0000' }).split('\u0000');
  return html`<p>${before}<a href="tel:${desk.replaceAll(/[^\d+]/g, '')}">${desk}</a>${after}</p>`;
}
