import { isIP } from 'node:net';
import type { Settings } from './settings.js';

/** Addresses and nets (`10.20.0.0/16`), with commas. */
export function readNets(settings: Settings, name: string): readonly string[] {
  const listed = listOf(settings.get(name));
  const wrong = listed.filter((net) => !isNet(net));
  if (wrong.length === 0) return listed;
  settings.refuse(
    `${name} has "${wrong.join('", "')}": list addresses or nets with commas, for example 10.20.0.0/16, 192.168.1.5.`,
    `${name} contient « ${wrong.join(' », « ')} » : énumérez des adresses ou des réseaux séparés par des virgules, par exemple 10.20.0.0/16, 192.168.1.5.`,
  );
  return [];
}

/** Whose word counts on where a request came from. A net of everybody would let each caller write its own address. */
export function readTrustedProxies(settings: Settings): readonly string[] {
  const nets = readNets(settings, 'TRUSTED_PROXIES');
  if (!nets.some((net) => /\/0+$/.test(net))) return nets;
  settings.refuse(
    'TRUSTED_PROXIES has a net of every address: anybody could then say where they come from. Name your own proxies alone.',
    'TRUSTED_PROXIES contient un réseau de toutes les adresses : n’importe qui pourrait alors dire d’où il vient. Nommez vos propres serveurs mandataires seulement.',
  );
  return [];
}

/**
 * What the operator should be told at start. Live, people come by https and so through a proxy: until that one is named, everybody
 * without a session counts as one caller.
 */
export function proxyNotes(config: {
  readonly mode: 'demo' | 'live';
  readonly trustedProxies: readonly string[];
  readonly requestsPerMinute: number | null;
}): readonly string[] {
  if (config.mode === 'demo' || config.trustedProxies.length > 0 || config.requestsPerMinute === null) return [];
  return [
    'TRUSTED_PROXIES is not set: everybody who comes through your proxy without a session counts as one caller, and links by mail share one limit. ' +
      'Name your proxy (docs/operating.md). / ' +
      'TRUSTED_PROXIES n’est pas défini : toutes les personnes qui passent par votre serveur mandataire sans session comptent pour une seule, ' +
      'et les liens envoyés par courriel partagent une même limite. Nommez votre serveur mandataire (docs/operating.md).',
  ];
}

export const listOf = (text: string | null): readonly string[] =>
  (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function isNet(text: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && (bits === undefined || Number(bits) <= (version === 6 ? 128 : 32));
}
