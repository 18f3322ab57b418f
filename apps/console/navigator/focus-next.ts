/**
 * Puts the keyboard where the work goes on: what is marked with `data-next`, or the field or main button inside it; `itself`: at a
 * panel that came without anybody's press, and nothing that is typed just then is written there.
 */
export function focusNext(within: ParentNode, options?: FocusOptions): void {
  const next = within.querySelector<HTMLElement>('[data-next]');
  const isItself = next?.dataset['next'] === 'itself';
  const field = (isItself ? null : next?.querySelector<HTMLElement>('input, textarea, .push-primary')) ?? next;
  field?.focus(options);
  // Whoever types goes on after what is written already.
  if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
}
