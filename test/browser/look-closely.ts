import type axe from 'axe-core';

/*
 * What runs inside of the page to find faults of accessibility. Each place is looked at once: it is known by the elements
 * around it with their classes and states, whatever the text. Places are numbers, so that thousands of them travel fast.
 */
export interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string | undefined }[];
}
export interface Looked {
  readonly violations: readonly Violation[];
  /** What was found good, and need not be looked at again. */
  readonly places: readonly number[];
}
export interface LookedNarrow extends Looked {
  /** By how much the page scrolls sideways. */
  readonly wide: number;
  /** Everything that can be operated, by its name. */
  readonly controls: readonly string[];
}
export interface Closely {
  /** What is too faint in this setting of colours. */
  colours(setting: string, known: readonly number[]): Promise<Looked>;
  /** Everything else that axe knows. */
  rules(): Promise<readonly Violation[]>;
  controls(): string[];
  /** What depends on the width. What is folded away where it is narrow is one press away: it is unfolded and folded again. */
  narrow(setting: string, known: readonly number[]): Promise<LookedNarrow>;
}
export type PageWithAxe = Window & { readonly axe: typeof axe; closely: Closely };

/** Once in each page, after axe itself. */
export function learnToLook(): void {
  const page = window as unknown as PageWithAxe;
  const stateOf = ({ name, value }: Attr) =>
    /^(class|style|open|disabled|data-theme|aria-(current|pressed|expanded|disabled))$/.test(name) ||
    /^(true)?$/.test(value)
      ? `[${name}=${value}]`
      : '';
  const hash = (text: string, before: number) => {
    let [high, low] = [0xdeadbeef ^ before, 0x41c6ce57 ^ (before / 4294967296)];
    for (let index = 0; index < text.length; index++) {
      high = Math.imul(high ^ text.charCodeAt(index), 2654435761);
      low = Math.imul(low ^ text.charCodeAt(index), 1597334677);
    }
    return 4294967296 * (2097151 & low) + (high >>> 0);
  };
  const lookAt = async (
    setting: string,
    known: readonly number[],
    which: (one: Element) => boolean,
    rules: string[],
  ): Promise<Looked> => {
    const places = new Map<Element, number>();
    const placeOf = (one: Element): number => {
      const place = places.get(one);
      if (place !== undefined) return place;
      const around = one.parentElement ? placeOf(one.parentElement) : hash(setting, 0);
      const own = hash(`${one.tagName}${[...one.attributes].map(stateOf).join('')}`, around);
      places.set(one, own);
      return own;
    };
    const seen = new Set(known);
    const news = new Map<number, Element>();
    for (const one of document.body.querySelectorAll('*'))
      if (which(one) && one.checkVisibility() && !seen.has(placeOf(one))) news.set(placeOf(one), one);
    if (news.size === 0) return { violations: [], places: [] };
    const runOnly = { type: 'rule' as const, values: rules };
    const on = [...news.values()] as unknown as Node[];
    const { violations } = await page.axe.run(on, { runOnly, resultTypes: ['violations'] });
    return { violations: violations as Violation[], places: violations.length > 0 ? [] : [...news.keys()] };
  };
  const speaks = (one: Element) =>
    /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName) || [...one.childNodes].some((node) => node.nodeType === 3);
  const operated = 'button, a[href], input, select, textarea, summary';
  const scrolls = (one: Element) => /auto|scroll/.test(getComputedStyle(one).overflow);
  // What is beside the screen or without a size can't be operated.
  const controls = () =>
    [...document.querySelectorAll(operated)]
      .filter((one) => {
        const { width, height, right, left } = one.getBoundingClientRect();
        return one.checkVisibility() && width > 0 && height > 0 && left < innerWidth && right > 0;
      })
      .map((one) => `${one.tagName} ${one.getAttribute('aria-label') ?? one.id}${one.textContent}`.trim());
  const tooWide = () => document.documentElement.scrollWidth - innerWidth;
  const unfold = async () => {
    for (const each of document.querySelectorAll<HTMLElement>('[data-unfolds]'))
      if (each.checkVisibility()) each.click();
    // Not by a timer: the clock of the page may stand still.
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  page.closely = {
    colours: (setting, known) => lookAt(setting, known, speaks, ['color-contrast', 'link-in-text-block']),
    rules: async () => {
      const rules = { 'color-contrast': { enabled: false }, 'link-in-text-block': { enabled: false } };
      return (await page.axe.run(document, { rules, resultTypes: ['violations'] })).violations as Violation[];
    },
    controls,
    narrow: async (setting, known) => {
      const folded = tooWide();
      await unfold();
      const rules = ['target-size', 'scrollable-region-focusable'];
      const looked = await lookAt(setting, known, (one) => one.matches(operated) || scrolls(one), rules);
      const found = { ...looked, wide: Math.max(folded, tooWide()), controls: controls() };
      await unfold();
      return found;
    },
  };
}
