const tag = /<[\w:.-]+(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))+\s*\/?>/g;
const attribute = /(\s+([\w:.-]+)\s*=\s*)(?:"([^"<]*)"|'([^'<]*)')/g;
const reference = /\shref\s*=\s*["'][^"'#]*#([^"']*)["']/g;
const hidden = /(<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>)/;

/**
 * Some modellers give one id to two parts of an element. Where nothing refers to it, nothing depends on which is meant: the
 * later ones get an id of their own, on the same line. An id that is referred to stays as it is, for the parser to refuse.
 */
export function withUniqueIds(xml: string): string {
  const referred = new Set([...xml.matchAll(reference)].map(([, to = '']) => to));
  const seen = new Set<string>();
  const renamed = (whole: string, before: string, name: string, double?: string, single = ''): string => {
    const own = double ?? single;
    if (name !== 'id') return whole;
    if (!seen.has(own) || referred.has(own)) {
      seen.add(own);
      return whole;
    }
    const fresh = freshFor(own, seen);
    seen.add(fresh);
    return `${before}"${fresh}"`;
  };
  // Comments and CDATA hold what only looks like tags.
  return xml
    .split(hidden)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(tag, (whole) => whole.replace(attribute, renamed))))
    .join('');
}

/** Counted by all ids that there are, so that many of one name take no longer each time. */
function freshFor(own: string, seen: ReadonlySet<string>): string {
  const fresh = `${own}_${seen.size}`;
  return seen.has(fresh) ? freshFor(fresh, seen) : fresh;
}
