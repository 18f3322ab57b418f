/** What was typed as the value to send, or null when it can't be one. Money is sent in cents. */
export function valueOf(type: string, text: string): string | number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (type === 'integer') return /^-?\d+$/.test(trimmed) ? Number(trimmed) : null;
  if (type === 'money') {
    const amount = trimmed.replaceAll(/[\s$]/g, '').replace(',', '.');
    return /^\d+(\.\d{1,2})?$/.test(amount) ? Math.round(Number(amount) * 100) : null;
  }
  return trimmed;
}
