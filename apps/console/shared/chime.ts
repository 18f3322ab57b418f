import { useSyncExternalStore } from 'react';
import { session } from './session';

/** Two short tones. Made here: nothing is fetched, and the policy allows no other sound. */
function chime(context: AudioContext): void {
  for (const [after, pitch] of [
    [0, 660],
    [0.18, 880],
  ] as const) {
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    const at = context.currentTime + after;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.2, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.3);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.3);
  }
}

let audio: AudioContext | null = null;
/** Browsers let a page sound once somebody has pressed something in it. */
export function sound(): void {
  try {
    audio ??= new AudioContext();
    void audio.resume().then(() => audio && chime(audio));
  } catch {
    // A device without sound: the words and the title say it too.
  }
}

const storage = () => `front-door.chime.${session()?.person.id ?? ''}`;
/** Where nothing can be stored it holds as long as the page is open. */
const here = new Map<string, boolean>();
const listeners = new Set<() => void>();
const isOn = (): boolean => here.get(storage()) ?? localStorage.getItem(storage()) === 'on';

function set(on: boolean): void {
  here.set(storage(), on);
  if (on) sound();
  try {
    localStorage.setItem(storage(), on ? 'on' : 'off');
  } catch {
    // As `here` says.
  }
  for (const listener of listeners) listener();
}

/** Whether this person wants a sound when something comes; every part of the page hears at once that it was switched. */
export function useChime(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isOn);
  return [on, set];
}
