/** HTML that may be sent as it is. Made by `html` alone. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | null | false | undefined | readonly Part[];

/** A template whose values are escaped, unless they are HTML already. Lists are joined; nothing is written for null and false. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  let text = strings[0] ?? '';
  for (let at = 0; at < values.length; at += 1) text += write(values[at]) + (strings[at + 1] ?? '');
  return new Html(text);
}

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return (part as readonly Part[]).map(write).join('');
  const text = String(part);
  return /[&<>"']/.test(text) ? text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign) : text;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
