type Text = Readonly<Record<string, string>>;
interface Area {
  readonly places: readonly {
    readonly question: string;
    readonly values: readonly { readonly value: string; readonly label: Text }[];
  }[];
}

export interface FoundPlace<Of extends Area> {
  readonly area: Of;
  readonly question: string;
  readonly value: string;
  readonly label: Text;
}

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The first half of a postal code, however it is typed. */
const sortationArea = /\b([a-ceghj-nprstvxy]\d[a-ceghj-nprstv-z])(?=\b|\s?\d)/;

/**
 * The places that somebody means: `ward 15`, `15`, `m5v 2t6`, `scarborough`. A postal code is one place, and a number that of
 * one ward; words are found within the name of a place.
 */
export function findPlaces<Of extends Area>(areas: readonly Of[], typed: string): readonly FoundPlace<Of>[] {
  const wanted = plain(typed).trim();
  if (wanted === '') return [];
  const all = areas.flatMap((area) =>
    area.places.flatMap(({ question, values }) =>
      values.map(({ value, label }) => ({ area, question, value, label, said: plain(Object.values(label).join(' ')) })),
    ),
  );
  const postal = sortationArea.exec(wanted)?.[1];
  const number = /^(?:ward|quartier)?\s*(\d{1,2})$/.exec(wanted)?.[1];
  const means = ({ said, value }: (typeof all)[number]) => {
    if (postal) return plain(value) === postal;
    if (number) return new RegExp(`\\b0*${Number(number)}\\b`).test(said);
    return said.includes(wanted);
  };
  return all.filter(means).map(({ area, question, value, label }) => ({ area, question, value, label }));
}
