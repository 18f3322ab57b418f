/** No line begins with a French sign that has a space before it or ends with the one that opens a quotation; a time stays whole. */
export const frenchSpaces = (text: string): string =>
  text
    .replaceAll(/ (?=[:;»?!])/g, '\u00a0')
    .replaceAll('« ', '«\u00a0')
    .replaceAll(/(?<=\d) h (?=\d)/g, '\u00a0h\u00a0');
