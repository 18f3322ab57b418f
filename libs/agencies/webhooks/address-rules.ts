import { BlockList, isIP } from 'node:net';

/** Where no webhook goes, by the registries of special addresses (IANA): ourselves, private nets, metadata, documentation. */
const specialV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Only this is the public IPv6; within it, what carries an IPv4 address or is for documentation is not. */
const publicV6 = '2000::/3';
const specialV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Where clouds tell their machines what they are and may do: refused even where an operator allows the net around it. */
const metadata = ['169.254.169.254', '168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254'];

const listOf = (nets: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const net of nets) {
    const [address = '', bits] = net.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
};
const special = {
  metadata: listOf(metadata),
  ipv4: listOf(specialV4),
  ipv6: listOf(specialV6),
  publicV6: listOf([publicV6]),
};

/** An address or a net in CIDR notation, as an operator may list it. */
export function isNet(text: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && (bits === undefined || Number(bits) <= (version === 6 ? 128 : 32));
}

export type AddressVerdict = 'public' | 'allowed' | 'refused';

/** Where webhooks may go. `allowed` are private addresses and nets that the operator lets them go to as well. */
export class AddressRules {
  private readonly allowed: BlockList;
  /** Without any, everything must be public and by https. */
  readonly allowsPrivate: boolean;

  constructor(allowed: readonly string[]) {
    this.allowed = listOf(allowed);
    this.allowsPrivate = allowed.length > 0;
  }

  judge(address: string): AddressVerdict {
    const version = isIP(address);
    if (version === 0) return 'refused';
    const family = version === 6 ? 'ipv6' : 'ipv4';
    if (special.metadata.check(address, family)) return 'refused';
    if (this.allowed.check(address, family)) return 'allowed';
    const isPublic =
      family === 'ipv4'
        ? !special.ipv4.check(address, family)
        : special.publicV6.check(address, family) && !special.ipv6.check(address, family);
    return isPublic ? 'public' : 'refused';
  }
}

export type UrlFault = 'is-no-address' | 'needs-https' | 'has-a-password' | 'is-private';

/** What is wrong with an address that somebody wants to be told at; null: nothing yet. Names are judged when they are resolved. */
export function faultOfUrl(text: string, rules: AddressRules): UrlFault | null {
  if (!URL.canParse(text)) return 'is-no-address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is-no-address';
  if (url.username !== '' || url.password !== '' || url.hash !== '') return 'has-a-password';
  const host = hostOf(url);
  const verdict = isIP(host) === 0 ? null : rules.judge(host);
  if (verdict === 'refused') return 'is-private';
  if (url.protocol === 'http:' && (!rules.allowsPrivate || verdict === 'public')) return 'needs-https';
  return null;
}

/** Without the brackets of an IPv6 address. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');
