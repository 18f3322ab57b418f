import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../shared/announce';
import { currentLanguage } from '../shared/i18n';
import { session } from '../shared/session';
import { textIn, type ReferralView } from '../shared/views';
import type { AlertView } from '../shared/worklist-data';

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

const storage = () => `front-door.chime.${session()?.person.id ?? ''}`;
let audio: AudioContext | null = null;
/** Browsers let a page sound once somebody has pressed something in it. */
function sound(): void {
  try {
    audio ??= new AudioContext();
    void audio.resume().then(() => audio && chime(audio));
  } catch {
    // A device without sound: the words and the title say it too.
  }
}

export function useChime(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(storage()) === 'on');
  return [
    on,
    (next) => {
      setOn(next);
      if (next) sound();
      try {
        localStorage.setItem(storage(), next ? 'on' : 'off');
      } catch {
        // It holds as long as the page is open.
      }
    },
  ];
}

/** Says what came since the list was first read: politely to who listens, and with a sound for who wants one. */
export function useNewcomers(offers: readonly ReferralView[] | null, withSound: boolean): void {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<string> | null>(null);
  const ids = offers?.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (!offers) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...offers.map(({ id }) => id)]);
    const fresh = before ? offers.filter(({ id }) => !before.has(id)) : [];
    const [first] = fresh;
    if (!first) return;
    announce(t('inbox.new-offer', { count: fresh.length, program: textIn(first.program, currentLanguage()) }));
    if (withSound) sound();
  }, [ids]);
}

/** Says each urgent alert that came, at once, and with a sound for who wants one. */
export function useUrgentAlerts(alerts: readonly AlertView[], withSound: boolean): void {
  const announce = useAnnounce();
  const told = useRef<ReadonlySet<string>>(new Set());
  const ids = alerts.map(({ id }) => id).join(' ');
  useEffect(() => {
    const fresh = alerts.filter(({ id }) => !told.current.has(id));
    told.current = new Set([...told.current, ...fresh.map(({ id }) => id)]);
    const [first] = fresh;
    if (!first) return;
    announce(`${textIn(first.what, currentLanguage())} ${first.number ?? ''}`.trim());
    if (withSound) sound();
  }, [ids]);
}
