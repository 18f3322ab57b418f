/**
 * Who has room stands first, in the order of the route; once it was `shown`, nobody changes places any more under the hand of who
 * chooses, and whoever comes later comes last.
 */
export function roomFirst(
  choices: readonly string[],
  hasRoom: (service: string) => boolean,
  shown: readonly string[] | null,
): readonly string[] {
  if (shown) return [...shown.filter((id) => choices.includes(id)), ...choices.filter((id) => !shown.includes(id))];
  return [...choices.filter(hasRoom), ...choices.filter((id) => !hasRoom(id))];
}
