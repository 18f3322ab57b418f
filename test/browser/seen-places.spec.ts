import { beforeEach, describe, expect, it } from '@jest/globals';
import { SeenPlaces, type Place } from '../../apps/console/shared/seen-places.js';

const timeToSee = 600;
const button = {};
const at = (y: number, scrolled = 0, says = 'No'): Place => ({
  inWindow: [40, y - scrolled],
  onPage: [40, y],
  says,
});

describe('what a pointer may press', () => {
  let places: SeenPlaces<object>;
  const tooSoon = (now: number) => places.isTooSoon(button, now, timeToSee);
  beforeEach(() => {
    places = new SeenPlaces();
    places.look(button, at(300), 1_000);
  });

  it('waits from when a thing is first seen, and when it was never seen', () => {
    expect(tooSoon(1_599)).toBe(true);
    expect(tooSoon(1_600)).toBe(false);
    expect(places.isTooSoon({}, 9_000, timeToSee)).toBe(true);
    // Hands that need no time to see press nothing too soon.
    expect(places.isTooSoon({}, 9_000, 0)).toBe(false);
  });

  it('waits again when it slides to another place, or says something else', () => {
    places.look(button, at(180), 5_000);
    expect(tooSoon(5_200)).toBe(true);
    expect(tooSoon(5_600)).toBe(false);
    places.look(button, at(180, 0, 'Press again: No'), 8_000);
    expect(tooSoon(8_200)).toBe(true);
  });

  it('does not wait where it only shook, was scrolled, or sticks to an edge while the page is scrolled', () => {
    places.look(button, at(304), 5_000);
    places.look(button, at(304, 200), 5_100);
    places.look(button, { inWindow: [40, 104], onPage: [40, 900], says: 'No' }, 5_200);
    expect(tooSoon(5_250)).toBe(false);
  });
});
