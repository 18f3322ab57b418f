import { html, type Html } from '../html.js';
import type { ApplySheet } from './sheet.js';
import { applyWords } from './words.js';

/**
 * For the script of the page, which has no words of its own: what it says of saving, and where. Where no script runs, nothing of it
 * is seen or heard.
 */
export function savingParts({ say, to }: ApplySheet): Html {
  const word = (says: string, text: Html | string) => html`<template data-says="${says}">${text}</template>`;
  const link = (address: string, text: string, more: Html | null) => html` <a href="${address}" ${more}>${text}</a>`;
  const elsewhere = html`target="_blank" rel="noopener"`;
  return html`<p class="saving" role="status" data-kept=""></p>
    ${word('saved', say(applyWords.kept))}${word('unsaved', say(applyWords.notKept))}${word(
      'gone',
      html`${say(applyWords.keptNoMore)}${link(to('resume'), say(applyWords.resumeTitle), elsewhere)}`,
    )}${word('changed', html`${say(applyWords.changedHere)}${link(to('form'), say(applyWords.seeNow), null)}`)}`;
}
