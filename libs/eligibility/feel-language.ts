/** Modellers mark a text with its language: a URI of FEEL, or `feel`. */
export function isFeel(language: string | undefined): boolean {
  return language === undefined || /feel/i.test(language);
}
