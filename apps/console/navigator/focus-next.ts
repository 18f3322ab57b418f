/** Puts the keyboard where the work goes on: what is marked with `data-next`, or the field or main button inside it. */
export function focusNext(within: ParentNode, options?: FocusOptions): void {
  const next = within.querySelector<HTMLElement>('[data-next]');
  const field = next?.querySelector<HTMLElement>('input, textarea, .push-primary') ?? next;
  field?.focus(options);
  // Whoever types goes on after what is written already.
  if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
}
