/** Whose earlier answers still hold, newest first: the last word of each, and none of whoever is asked again or comes `now`. */
export function notComing<Asked>(
  tries: readonly Asked[],
  who: (one: Asked) => string,
  now: string | undefined,
): readonly Asked[] {
  const said = new Set([now]);
  return tries.filter((one) => {
    const isNews = !said.has(who(one));
    said.add(who(one));
    return isNews;
  });
}
