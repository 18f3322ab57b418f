/** HTML that may be sent as it is. Made by `html` alone. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | null | false | undefined | readonly Part[];

/** A template whose values are escaped, unless they are HTML already. Lists are joined; nothing is written for null and false. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(strings.map((text, at) => text + (at < values.length ? write(values[at]) : '')).join(''));
}

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return (part as readonly Part[]).map(write).join('');
  return String(part).replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
