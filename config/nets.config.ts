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
  const wide = nets.filter(isWide);
  if (wide.length === 0) return nets;
  settings.refuse(
    `TRUSTED_PROXIES has "${wide.join('", "')}", a net that callers can be in: they could then say where they come from. ` +
      'Name your own proxies alone, none wider than /8 (IPv6: /16, or a private net such as fd00::/8).',
    `TRUSTED_PROXIES contient « ${wide.join(' », « ')} », un réseau où peuvent se trouver les personnes qui appellent : elles pourraient alors dire d’où elles viennent. ` +
      'Nommez vos propres serveurs mandataires seulement, aucun réseau plus large que /8 (IPv6 : /16, ou un réseau privé comme fd00::/8).',
  );
  return [];
}

/** With a few such nets nearly everybody is trusted; in IPv6 those at the very start have all of IPv4 in them (::ffff:0:0/96). */
function isWide(net: string): boolean {
  const [address = '', bits] = net.split('/');
  if (bits === undefined) return false;
  if (isIP(address) === 4) return Number(bits) < 8;
  if (/^f[cd]/i.test(address)) return Number(bits) < 7;
  if (/^fe80:/i.test(address)) return Number(bits) < 10;
  return Number(bits) < (/^(?:::|0{1,4}:)/.test(address) ? 104 : 16);
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
