/** What stands in the place of a number where the server wrote a line to be copied. */
const open = '__';

interface List {
  readonly name: string;
  readonly within: HTMLFieldSetElement;
  readonly empty: HTMLElement;
}

/** Adds a line, or takes one away, as the button says it (`+ name`, `-2 name`): as the server would, without a page in between. */
export function changeLines(button: HTMLButtonElement): boolean {
  const [, sign, at = '', name = ''] = /^([+-])(\d*) (.+)$/.exec(button.value) ?? [];
  const within = button.closest<HTMLFieldSetElement>('[data-lines]');
  const empty = within?.querySelector('template')?.content.firstElementChild;
  if (!within || !(empty instanceof HTMLElement)) return false;
  const list = { name, within, empty };
  if (sign === '+') add(list);
  else remove(list, Number(at));
  return true;
}

const linesOf = ({ within }: List): HTMLElement[] => [...within.querySelectorAll<HTMLElement>(':scope > .line')];

function add(list: List): void {
  const line = list.empty.cloneNode(true) as HTMLElement;
  linesOf(list).at(-1)?.after(line);
  number(list);
  line.querySelector<HTMLElement>('input, select, textarea')?.focus();
}

function remove(list: List, at: number): void {
  linesOf(list)[at]?.remove();
  number(list);
  const lines = linesOf(list);
  const near = lines[Math.min(at, lines.length - 1)];
  // Whoever listens hears which line they are in now.
  (near?.querySelector<HTMLElement>('input, select, textarea') ?? list.within).focus();
}

/** Anew from the first line on: names, what belongs to what, what is read aloud, and whether there are too few or too many. */
function number(list: List): void {
  const { name, within } = list;
  const lines = linesOf(list);
  for (const [index, line] of lines.entries()) {
    withButton(list, line, lines.length > 1);
    for (const one of [line, ...line.querySelectorAll('*')]) renumber(list, one, index);
  }
  within.querySelector<HTMLInputElement>(`input[name="${CSS.escape(`${name}.n`)}"]`)!.value = String(lines.length);
  within.querySelector<HTMLElement>(':scope > button[value^="+"]')!.hidden =
    lines.length >= Number(within.dataset['lines']);
}

const removal = ':scope > button[value^="-"]';

/** The only line there is stays. */
function withButton({ empty }: List, line: HTMLElement, hasOne: boolean): void {
  const button = line.querySelector(removal);
  if (!hasOne) button?.remove();
  else if (!button) line.append(empty.querySelector(removal)!.cloneNode(true));
}

function renumber({ name, empty }: List, one: Element, index: number): void {
  for (const attribute of ['name', 'id', 'for', 'aria-describedby']) {
    const said = one.getAttribute(attribute);
    if (said === null) continue;
    const parts = said.split(' ').map((part) => {
      if (!part.startsWith(`${name}.`)) return part;
      return `${name}.${part.slice(name.length + 1).replace(/^(\d+|__)(?=\.)/, String(index))}`;
    });
    one.setAttribute(attribute, parts.join(' '));
  }
  const isLegend = one.matches('.line > legend');
  if (!isLegend && !(one instanceof HTMLButtonElement)) return;
  const words = empty.querySelector(isLegend ? 'legend' : removal)?.textContent ?? '';
  one.textContent = words.replace(open, String(index + 1));
  if (one instanceof HTMLButtonElement) one.value = `-${index} ${name}`;
}
