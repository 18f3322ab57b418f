/*
 * What a browser adds to the form on which people apply by themselves; the form does without. It saves while somebody types, adds
 * lines without a page in between, and lets nobody leave with something unsaved unwarned. It decides nothing, and nothing of
 * what is typed stays in the browser or comes into an address (ADR 0047).
 */
import { Keeper, type Kept } from './keeper.js';
import { changeLines } from './lines.js';

const form = document.querySelector<HTMLFormElement>('form[data-keeps]');
if (form) begin(form);

function begin(form: HTMLFormElement): void {
  const keeper = new Keeper(
    (signal) => send(form, signal),
    teller(form),
    () => navigator.onLine,
  );
  let [isGoing, isWaiting] = [false, false];

  form.addEventListener('input', () => keeper.changed(false));
  form.addEventListener('change', () => keeper.changed(true));
  addEventListener('online', () => void keeper.now());
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && keeper.isUnsaved) void keeper.now();
  });
  addEventListener('beforeunload', (event) => {
    if (keeper.isUnsaved && !isGoing) event.preventDefault();
  });
  // Back from another page.
  addEventListener('pageshow', () => (isGoing = false));

  /** Goes on where what is typed is kept, or is of no use any more. */
  const after = async (go: () => void): Promise<void> => {
    if (isWaiting) return;
    isWaiting = true;
    const kept = await keeper.now();
    isWaiting = false;
    isGoing = kept === 'saved' || kept === 'changed';
    if (isGoing) go();
  };

  document.addEventListener('submit', (event) => {
    const { submitter, target } = event;
    if (isGoing || !(target instanceof HTMLFormElement)) return;
    event.preventDefault();
    const isLines = submitter instanceof HTMLButtonElement && submitter.name === 'row' && changeLines(submitter);
    if (isLines) keeper.changed(true);
    // In a task of its own: while a press is still being handled, another one is none.
    else void after(() => setTimeout(() => target.requestSubmit(submitter)));
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    const isPlain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const leads =
      link && !link.target && link.origin === location.origin && !link.getAttribute('href')!.startsWith('#');
    if (!leads || !isPlain || !keeper.isUnsaved) return;
    event.preventDefault();
    // Where it cannot be saved the browser asks, and whoever wants to leaves.
    void after(() => undefined).then(() => location.assign(link.href));
  });
}

async function send(form: HTMLFormElement, signal: AbortSignal): Promise<Kept> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  body.append('do', 'keep');
  try {
    const { status } = await fetch(form.action, { method: 'POST', body, signal, keepalive: true });
    return status === 204 ? 'saved' : status === 401 ? 'gone' : status === 409 ? 'changed' : 'unsaved';
  } catch {
    return 'unsaved';
  }
}

/** Few words, and none said twice: "Saved" stays while it is, and is pale while something new is on its way. */
function teller(form: HTMLFormElement): (kept: Kept | 'saving') => void {
  const place = form.querySelector<HTMLElement>('[data-kept]')!;
  return (kept) => {
    place.classList.toggle('pale', kept === 'saving');
    if (kept === 'saving' || place.dataset['kept'] === kept) return;
    place.dataset['kept'] = kept;
    const words = form.querySelector<HTMLTemplateElement>(`template[data-says="${kept}"]`);
    place.replaceChildren(words!.content.cloneNode(true));
    // Trouble is said above all else; whoever types goes on seeing where.
    const [field, above] = [document.activeElement?.getBoundingClientRect(), place.getBoundingClientRect()];
    if (field && getComputedStyle(place).position === 'sticky') scrollBy(0, Math.max(0, field.bottom - above.top + 8));
  };
}
