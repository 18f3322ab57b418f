import type { Settings } from './settings.js';

/** Where the virus scanner (clamd) answers; the same as libs/documents takes. */
export type ScannerAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** `clamd://host:3310` or `unix:///run/clamav/clamd.ctl`; null: files are not scanned. */
export function readScanner(settings: Settings): ScannerAddress | null {
  const text = settings.get('CLAMD_URL');
  if (text === null) return null;
  const [, path] = /^unix:\/\/(\/[^\s?#]+)$/.exec(text) ?? [];
  if (path !== undefined) return { path };
  const [, six, host = six, port = '3310'] =
    /^(?:clamd|tcp):\/\/(?:\[([0-9a-f:]+)\]|([\w.-]+))(?::(\d{1,5}))?\/?$/i.exec(text) ?? [];
  if (host !== undefined && Number(port) > 0 && Number(port) <= 65_535) return { host, port: Number(port) };
  settings.refuse(
    `CLAMD_URL is "${text}": write clamd://host:3310, or unix:///run/clamav/clamd.ctl for a socket on this machine.`,
    `CLAMD_URL est « ${text} » : écrivez clamd://hote:3310, ou unix:///run/clamav/clamd.ctl pour une prise sur cet appareil.`,
  );
  return null;
}

/** Whether what a HEIC shows is drawn for the review screen; `on` unless it says `off`. */
export function readHeicConversion(settings: Settings): boolean {
  const text = settings.get('HEIC_CONVERSION') ?? 'on';
  if (text === 'on' || text === 'off') return text === 'on';
  settings.refuse(
    `HEIC_CONVERSION is "${text}": write on or off.`,
    `HEIC_CONVERSION est « ${text} » : écrivez on ou off.`,
  );
  return false;
}

/** What the operator should be told at start. */
export function scanNotes({
  mode,
  scanner,
}: {
  readonly mode: 'demo' | 'live';
  readonly scanner: ScannerAddress | null;
}) {
  if (mode === 'demo' || scanner) return [];
  return [
    'CLAMD_URL is not set: files that people send in are not scanned for viruses, and whoever opens one is told so. / ' +
      'CLAMD_URL n’est pas défini : les fichiers reçus ne passent pas à l’antivirus, et on le dit à qui en ouvre un.',
  ];
}
