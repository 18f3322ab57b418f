export const mediaTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/heic'] as const;
export type MediaType = (typeof mediaTypes)[number];

/** So much of the beginning tells what a file is. */
export const headBytes = 1024;

const endings: Readonly<Record<MediaType, readonly string[]>> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/heic': ['.heic', '.heif'],
};

export const endingsOf = (type: MediaType): readonly string[] => endings[type];

/** What a file is by how it begins; null for anything that we do not take. Pure. */
export function mediaTypeOf(head: Buffer): MediaType | null {
  const text = head.toString('latin1');
  if (/^%PDF-[12]\.\d/.test(text)) return 'application/pdf';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')) return 'image/png';
  return isHeic(head) ? 'image/heic' : null;
}

const heicBrands = /^(heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/;
const coded = /^he[iv][cxms]$/;

/** ISO base media whose brands say HEVC pictures. `mif1` alone may be any picture: one of the others must stand beside it. */
function isHeic(head: Buffer): boolean {
  if (head.length < 16 || head.toString('latin1', 4, 8) !== 'ftyp') return false;
  const end = Math.min(head.readUInt32BE(0), head.length);
  const brands = [head.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4));
  return heicBrands.test(brands[0] ?? '') && brands.some((brand) => coded.test(brand));
}

const otherBeginnings = ['%PDF-', '<html', '<!doctype', '<script', '<svg', '<?php'];

/**
 * Whether the beginning would make another reader take it for another kind: PDF readers look for their mark in the first kilobyte,
 * and careless browsers for tags.
 */
export function isTwoKinds(head: Buffer, type: MediaType): boolean {
  const text = head.toString('latin1').toLowerCase();
  return otherBeginnings.some((other) => text.includes(other.toLowerCase(), type === 'application/pdf' ? 5 : 0));
}

/** A ZIP (and so a JAR, or an Office file) is read from its end: its last record must reach to the very end. */
export function endsAsZip(tail: Buffer): boolean {
  const record = Buffer.from('PK\x05\x06', 'latin1');
  for (let at = tail.indexOf(record); at >= 0; at = tail.indexOf(record, at + 1)) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  }
  return false;
}

/** So much of the end can hold the last record of a ZIP. */
export const tailBytes = 22 + 0xffff;
