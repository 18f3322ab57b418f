/**
 * The digits by which a dialled number is recognized, however it is written: `1-866-925-5454`, `+18669255454` and
 * `(866) 925-5454` are the same. Short numbers (211, 9-8-8) stay as they are; an extension or a key of the menu (`2-1-1 x1`)
 * belongs to the number. Null when it is no phone number.
 */
export function dialledDigits(text: string): string | null {
  const written = text.trim();
  const [, number, extension = ''] = /^(?:tel:)?(\+?[\d\s().-]+?)(?:\s*x(\d{1,6}))?$/.exec(written) ?? [];
  if (number === undefined) return null;
  const digits = number.replace(/\D/g, '');
  if (digits.length < 3 || digits.length > 15) return null;
  return `${digits.length === 10 ? `1${digits}` : digits}${extension && `x${extension}`}`;
}
