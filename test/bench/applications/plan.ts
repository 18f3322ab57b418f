/** One citizen of the load: what they are like, and when they press. All of it is drawn beforehand. */
export interface Citizen {
  readonly number: number;
  readonly language: 'en' | 'fr';
  /** Where they come from. Some share it: a shelter, a clinic. */
  readonly address: string;
  /** How many live with them, themselves counted. */
  readonly household: number;
  /** It will look like a no, and they apply all the same. */
  readonly isUnlikely: boolean;
  /** Leaves something out once, and is told. */
  readonly forgets: boolean;
  /** Stops half-way, has the device forget them, and comes back with number and code. */
  readonly leaves: boolean;
  /** Puts the household right before sending it. */
  readonly corrects: boolean;
  /** How often they look where it stands when it is sent. */
  readonly looks: number;
  /** Milliseconds from the beginning of the run: when they open the first page, and each press after it. */
  readonly moments: readonly number[];
}

export interface Load {
  readonly citizens: number;
  /** How long it lasts in all: the last press is planned within it. */
  readonly seconds: number;
  /** When somebody comes, as a part of the time in which people come, for a number from 0 to 1. */
  readonly arrival: (drawn: number) => number;
  readonly seed: number;
}

/** People come all the time alike. */
export const evenly = (drawn: number): number => drawn;

/**
 * The first hour of 1 November: a fifth have waited for midnight and come in its first minute; of the others half come in
 * the next ten minutes, and ever fewer after them.
 */
export function fromMidnight(drawn: number): number {
  const [waited, minute, half] = [1 / 5, 1 / 60, 10 / 60];
  if (drawn < waited) return (drawn / waited) * minute;
  const rest = 1 - minute;
  const rate = Math.LN2 / half;
  const later = (drawn - waited) / (1 - waited);
  return minute - Math.log(1 - later * (1 - Math.exp(-rate * rest))) / rate;
}

/** Of one press to the next, at most, in milliseconds. They read more quickly than people do: that only adds to the load. */
const pause = { least: 1500, most: 3500 };
/** The first page is sealed with when it was made, and nobody is believed to have read it within three seconds. */
const firstPause = { least: 3500, most: 6000 };
/** Pages and presses from the first page until it is sent, of whoever lives alone and does nothing twice; with some to spare. */
const plainly = 18;
/** The same of whoever does all that there is to do. */
const mostMoments = plainly + 4 + 1 + 3 + 2 + 2 + 3;
const longest = firstPause.most + (mostMoments - 2) * pause.most;
/** Of the whole run, for the presses after the last arrival. */
const mostOfRun = 1 / 4;

type Ways = Pick<Citizen, 'language' | 'household' | 'isUnlikely' | 'forgets' | 'leaves' | 'corrects' | 'looks'>;

/** The same for the same seed. */
export function planCitizens({ citizens, seconds, arrival, seed }: Load): Citizen[] {
  const draw = numbers(seed);
  const length = seconds * 1000;
  // A short run has no room for whole journeys at this pace: they press more quickly, except on the first page.
  const journey = Math.min(longest, Math.max(length * mostOfRun, firstPause.most * 2));
  const pace = (journey - firstPause.most) / (longest - firstPause.most);
  const planned = Array.from({ length: citizens }, () => {
    const ways = drawWays(draw);
    const moments = momentsFrom(0, pace, momentsOf(ways), draw);
    // Whoever has more to do comes a little earlier, so that they end within the run.
    const first = arrival(draw()) * (length - moments.at(-1)!);
    return { ...ways, moments: moments.map((moment) => first + moment) };
  });
  return planned
    .sort((a, b) => a.moments[0]! - b.moments[0]!)
    .map((one, number) => ({ ...one, number, address: addressOf(seed, number) }));
}

const drawWays = (draw: () => number): Ways => ({
  ...{ language: draw() < 0.1 ? 'fr' : 'en', household: 1 + Math.floor(draw() ** 2 * 5), isUnlikely: draw() < 0.1 },
  ...{ forgets: draw() < 0.1, leaves: draw() < 0.15, corrects: draw() < 0.15, looks: Math.floor(draw() * 4) },
});

/** At most so many: a line of the household is a press, who leaves comes back by two pages, and what is done once more is shown once more. */
const momentsOf = ({ household, isUnlikely, forgets, leaves, corrects, looks }: Ways): number =>
  plainly + (household - 1) + (forgets ? 1 : 0) + (leaves ? 3 : 0) + (corrects ? 2 : 0) + (isUnlikely ? 2 : 0) + looks;

function momentsFrom(first: number, pace: number, count: number, draw: () => number): number[] {
  const between = ({ least, most }: typeof pause): number => least + draw() * (most - least);
  const moments = [first, first + between(firstPause)];
  while (moments.length < count) moments.push(moments.at(-1)! + between(pause) * pace);
  return moments;
}

/** Of a net that is nobody's (RFC 6598), another part of it for each seed. Of each ten, three share one. */
function addressOf(seed: number, number: number): string {
  const place = number % 10 < 3 ? number - (number % 10) : number;
  return `100.${64 + (seed % 64)}.${(place >> 8) & 255}.${place & 255}`;
}

/** From 0 to 1, the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
