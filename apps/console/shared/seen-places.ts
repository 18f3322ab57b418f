/** Where something stands, in the window and on the page, and what it says. */
export interface Place {
  readonly inWindow: readonly [number, number];
  readonly onPage: readonly [number, number];
  readonly says: string;
}

/** In pixels: so little brings nothing else under the pointer. */
const near = 8;
const apart = (one: readonly [number, number], other: readonly [number, number]) =>
  Math.abs(one[0] - other[0]) > near || Math.abs(one[1] - other[1]) > near;

/** Scrolling is not moving: it keeps its place on the page, or (what sticks to an edge) in the window. */
const isAnother = (before: Place, now: Place) =>
  before.says !== now.says || (apart(before.inWindow, now.inWindow) && apart(before.onPage, now.onPage));

/** Since when each thing stands where it stands and says what it says. Times are milliseconds of one clock. */
export class SeenPlaces<Thing extends WeakKey> {
  private readonly seen = new WeakMap<Thing, { readonly place: Place; readonly since: number }>();

  look(thing: Thing, place: Place, now: number): void {
    const before = this.seen.get(thing);
    const since = before && !isAnother(before.place, place) ? before.since : now;
    this.seen.set(thing, { place, since });
  }

  /** Nobody who presses it after so short a time can have seen it and meant it. */
  isTooSoon(thing: Thing, now: number, timeToSee: number): boolean {
    return now - (this.seen.get(thing)?.since ?? now) < timeToSee;
  }
}
