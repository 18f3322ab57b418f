/** What a phone dials: no gaps, and an extension apart, or its letters are dialled as digits. */
export const dialLink = (number: string) =>
  `tel:${number.replace(/\s*(x|ext\.?|poste)\s*(?=\d+$)/i, ';ext=').replaceAll(/\s/g, '')}`;
