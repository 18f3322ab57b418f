/** A name as it is compared: without accents, hyphens and capitals; its words in alphabetical order. Empty when it has none. */
export function plainName(name: string): string {
  return wordsOf(name).toSorted().join(' ');
}

/** The words of a text without accents and capitals. Letters of every script are letters. */
export function wordsOf(text: string): readonly string[] {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const spelled = bare.replaceAll('œ', 'oe').replaceAll('æ', 'ae').replaceAll('ß', 'ss').replaceAll(/['’]/g, '');
  return spelled.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The ten digits of a North American number, or all digits of another one; null when they are too few for a telephone. */
export function plainPhone(phone: string): string | null {
  const digits = phone.replace(/(x|ext\.?) ?\d{1,6}$/i, '').replaceAll(/\D/g, '');
  if (digits.length < 7) return null;
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

export const plainEmail = (email: string): string | null => {
  const plain = email.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(plain) ? plain : null;
};

const POSTAL = /\b([a-z]\d[a-z])[ -]?(\d[a-z]\d)\b/i;
/** Kinds of street and of rooms, provinces, points of the compass: written in many ways, or left out. */
const BESIDE = new Set(
  (
    'street st avenue ave av road rd drive dr boulevard blvd bd crescent cres court ct lane ln place pl rue chemin ch ' +
    'apartment apt app appartement unit unite suite bureau no numero po box cp ' +
    'north south east west nord sud est ouest n s e w o on ont ontario qc quebec canada'
  ).split(' '),
);

/**
 * Ways in which the same home may have been written: the postal code with its numbers (house, apartment), whatever the street is
 * called; and the words without those that are left out or shortened. Empty when there is no number in it.
 */
export function plainAddresses(address: string): readonly string[] {
  const [, front = '', back = ''] = POSTAL.exec(address) ?? [];
  const words = wordsOf(address.replace(POSTAL, ' ')).filter((word) => !BESIDE.has(word));
  // `12B` and `12 B`, and the B of an apartment.
  const numbers = words.flatMap((word) =>
    /^\d/.test(word) ? (word.match(/\d+|\D+/g) ?? []) : word.length < 2 ? word : [],
  );
  if (!numbers.some((each) => /\d/.test(each))) return [];
  const byCode = front === '' ? [] : [`${front}${back} ${numbers.toSorted().join(' ')}`.toLowerCase()];
  return [...byCode, words.toSorted().join(' ')];
}
