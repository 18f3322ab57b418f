const xml = ['application/dmn+xml', 'application/xml', 'text/xml'];

/** Whether `Accept` asks for DMN rather than JSON. Whoever takes anything gets JSON. */
export function prefersDmn(accept: string | undefined): boolean {
  const wishes = (accept ?? '').slice(0, 500).split(',').map(readWish);
  const best = (types: readonly string[]) =>
    Math.max(0, ...wishes.filter(({ type }) => types.includes(type)).map(({ q }) => q));
  return best(xml) > best(['application/json', 'application/*', '*/*']);
}

function readWish(wish: string): { readonly type: string; readonly q: number } {
  const [type = '', ...parameters] = wish.trim().toLowerCase().split(';');
  const q = parameters.map((parameter) => /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1]).find(Boolean);
  return { type: type.trim(), q: q === undefined ? 1 : Number(q) };
}
