import type { Document } from '../../../libs/documents/index.js';

const guarded = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** Of a picture that we drew ourselves; of the file it has what is seen on it, and no name, place or time. */
export const pictureHeaders = { ...guarded, 'content-type': 'image/jpeg', 'content-disposition': 'inline' } as const;

/**
 * Nothing of a file that somebody sent in is run, framed, guessed at or left behind: it is saved, or shown by a page of ours that
 * fetched it (RFC 6266, RFC 8187 for the name).
 */
export function attachmentHeaders({ name, type, bytes }: Document): Readonly<Record<string, string>> {
  const called = name ?? 'document';
  const plain =
    called
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/["\\]/g, '') || 'document';
  const encoded = encodeURIComponent(called).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return {
    'content-type': type ?? 'application/octet-stream',
    'content-length': String(bytes ?? 0),
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    ...guarded,
  };
}
