import { type ApplicationKeys, inGroups as grouped } from '../../../../libs/access/index.js';
import { papersOfProgram } from '../../apply/read-standing.js';
import { html, type Html } from '../html.js';
import { button, goTo } from '../parts.js';
import { oneLine } from './controls.js';
import { applyFaults, type ApplyContent, type ApplySheet, callLine, type Page } from './sheet.js';
import { applyWords } from './words.js';

/** A form of these pages; everything that it needs to know is in it. */
export function applyForm(
  sheet: ApplySheet,
  page: Page,
  hidden: Readonly<Record<string, string>>,
  content: Html,
  more: Html | null = null,
): Html {
  return html`<form method="post" action="${sheet.to(page)}" accept-charset="utf-8" ${more}>
    ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}${content}
  </form>`;
}

export interface Entry {
  /** What the page is sealed with. */
  readonly word: string;
  /** This device is with an application already. */
  readonly goesOn: boolean;
  readonly waits: boolean;
}

/** The first page: what it is about, and what to have at hand. */
export function entryContent(sheet: ApplySheet, { word, goesOn, waits }: Entry): ApplyContent {
  const { say, door, to } = sheet;
  const { entry } = door.run.program;
  const papers = papersOfProgram(door.run).map((paper) => html`<li>${say(paper)}</li>`);
  const benefits = Object.values(door.run.program.decisions).flatMap((one) =>
    'benefit' in one && one.benefit ? [one.title] : [],
  );
  const title = say(waits ? applyWords.waitTitle : door.run.program.title);
  // Nobody sees it, and nobody who listens hears it: what fills it in reads no page.
  const trap = html`<p class="away" aria-hidden="true">
    <label>${say(applyWords.leaveEmpty)}<input name="website" tabindex="-1" autocomplete="off" /></label>
  </p>`;
  const begin = applyForm(
    sheet,
    '',
    { word, ...(goesOn && { another: '1' }) },
    html`${trap}${button(say(applyWords.begin), goesOn ? '' : 'main')}`,
  );
  return {
    title,
    content: html`<h1>${title}</h1>
      ${waits && html`<p class="wrong" role="alert">${say(applyWords.wait)}</p>`}
      <p>${say(applyWords.about)}</p>
      ${benefits.length > 0 && html`<p>${say(applyWords.applyFor, { list: benefits.map((one) => say(one)).join(' · ') })}</p>`}
      ${entry?.who && html`<p>${say(entry.who)}</p>`}
      <p>${say(applyWords.breaks)}</p>
      ${
        papers.length > 0 &&
        html`<h2>${say(applyWords.bring)}</h2>
          <ul>
            ${papers}
          </ul>
          <p>${say(applyWords.bringLater)}</p>`
      }
      ${
        entry?.privacy &&
        html`<h2>${say(applyWords.privacyTitle)}</h2>
          <p>${say(entry.privacy)}</p>
          <p>${callLine(say, door, applyWords.privacyAsk)}</p>`
      }
      ${goesOn && goTo(to('form'), say(applyWords.goOnHere), 'main')} ${begin}
      ${goTo(to('resume'), say(applyWords.haveBegun))}`,
  };
}

const keysList = ({ say }: ApplySheet, keys: readonly (readonly [keyof typeof applyWords, string])[]): Html =>
  html`<dl>
    ${keys.map(
      ([word, value]) =>
        html`<div>
          <dt>${say(applyWords[word] as typeof applyWords.code)}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;

/** Told once: number, code, and where to type them. */
export function keepContent(sheet: ApplySheet, { handle, code }: ApplicationKeys, address: string): ApplyContent {
  const { say, to } = sheet;
  const title = say(applyWords.keepTitle);
  return {
    title,
    isOnce: true,
    content: html`<h1>${title}</h1>
      <p>${say(applyWords.keep)}</p>
      ${keysList(sheet, [
        ['number', grouped(handle)],
        ['code', grouped(code)],
        ['address', address],
      ])}
      ${goTo(to('form'), say(applyWords.goOn), 'main')}`,
  };
}

export interface Later {
  readonly handle: string | null;
  readonly address: string;
  /** Something is half filled in. */
  readonly isHalf: boolean;
}

/** Somebody stops for today: how they come back, and that this device can forget them. */
export function laterContent(sheet: ApplySheet, { handle, address, isHalf }: Later): ApplyContent {
  const { say, to } = sheet;
  const title = say(applyWords.savedTitle);
  return {
    title,
    content: html`<h1>${title}</h1>
      ${isHalf && html`<p>${say(applyWords.half)}</p>`}
      <p>${say(applyWords.saved)}</p>
      ${keysList(sheet, [
        ['number', grouped(handle ?? '–')],
        ['address', address],
      ])}
      ${applyForm(sheet, 'form', { do: 'new-code' }, button(say(applyWords.newCode)))}
      <p>${say(applyWords.leaveWhy)}</p>
      ${applyForm(sheet, 'form', { do: 'leave' }, button(say(applyWords.leave)))}
      ${goTo(to('form'), say(applyWords.goOn), 'main')}`,
  };
}

export function leftContent({ say, to }: ApplySheet): ApplyContent {
  const title = say(applyWords.leftTitle);
  return {
    title,
    content: html`<h1>${title}</h1>
      <p>${say(applyWords.left)}</p>
      ${goTo(to('resume'), say(applyWords.resumeTitle))}`,
  };
}

/** @param isExpired somebody came without a device that is with an application */
export function resumeContent(sheet: ApplySheet, isExpired: boolean): ApplyContent {
  const { say, to } = sheet;
  const title = say(isExpired ? applyWords.expiredTitle : applyWords.resumeTitle);
  const inputs = (['number', 'code'] as const).map((name) => oneLine(sheet, name, say(applyWords[name])));
  return {
    title,
    isFaulty: sheet.faults.length > 0,
    content: html`<h1>${title}</h1>
      ${applyFaults(sheet, title)} ${isExpired && html`<p>${say(applyWords.expired)}</p>`}
      <p>${say(applyWords.resume)}</p>
      ${applyForm(sheet, 'resume', {}, html`${inputs}${button(say(applyWords.open), 'main')}`)}
      ${goTo(to(''), say(applyWords.begin))}`,
  };
}

/** One sentence, and the number of the line in it. */
export function sayingApply(sheet: ApplySheet, title: string, text: Parameters<typeof callLine>[2]): ApplyContent {
  const { say, door, to } = sheet;
  return {
    title,
    content: html`<h1>${title}</h1>
      <p>${callLine(say, door, text)}</p>
      ${goTo(to(''), say(applyWords.back))}`,
  };
}
