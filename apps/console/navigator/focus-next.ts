/** Puts the keyboard where the work goes on: what is marked with `data-next`, or the field or main button inside it. */
export function focusNext(within: ParentNode): void {
  const next = within.querySelector<HTMLElement>('[data-next]');
  (next?.querySelector<HTMLElement>('input, textarea, .push-primary') ?? next)?.focus();
}
