/** The words by which letters are told on a bad line, in both languages alike. */
const words =
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu'.split(
    ' ',
  );

/** `K4-M` as `Kilo 4, Mike`: a group at a time. */
export const spelled = (key: string): string =>
  key
    .split('-')
    .map((group) => [...group].map((sign) => words.find((word) => word.startsWith(sign)) ?? sign).join(' '))
    .join(', ');
