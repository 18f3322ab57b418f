interface Dialled {
  readonly phone: string | null;
  readonly ownLine: boolean;
  readonly noted: { readonly number: string } | null;
}

/** The ten digits of a number in Canada, however it was typed; of any other number all of them. */
const digitsOf = (number: string) =>
  number
    .replace(/\s*(x|ext\.?|poste)\s*\d+$/i, '')
    .replaceAll(/\D/g, '')
    .replace(/^1(?=\d{10}$)/, '');

/**
 * What will be dialled: a number that was found in this call before the one of the directory. `ours`: it rings at our own
 * desk, also when it was found in the public directory and typed in again.
 */
export function numberToDial({ phone, ownLine, noted }: Dialled): { number: string | null; ours: boolean } {
  if (!noted) return { number: phone, ours: ownLine };
  return { number: noted.number, ours: ownLine && phone !== null && digitsOf(noted.number) === digitsOf(phone) };
}
