/**
 * The digits by which a dialled number is recognized, however it is written: `1-866-925-5454`, `+18669255454` and
 * `(866) 925-5454` are the same. Short numbers (211, 9-8-8) stay as they are. Null when it is no phone number.
 */
export function dialledDigits(text: string): string | null {
  const written = text.trim();
  if (!/^(tel:)?\+?[\d\s().-]+$/.test(written)) return null;
  const digits = written.replace(/\D/g, '');
  if (digits.length < 3 || digits.length > 15) return null;
  return digits.length === 10 ? `1${digits}` : digits;
}
