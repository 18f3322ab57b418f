import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign as signWith,
} from 'node:crypto';

export const secretKinds = ['hmac', 'ed25519'] as const;
export type SecretKind = (typeof secretKinds)[number];

/** `whsec_…` of Standard Webhooks is shared; `whsk_…` stays with us, and its `whpk_…` is public. */
export interface SigningSecret {
  readonly kind: SecretKind;
  readonly secret: string;
  /** What the partner checks with; null where that is the secret itself. */
  readonly publicKey: string | null;
}

export function newSecret(kind: SecretKind): SigningSecret {
  if (kind === 'hmac') return { kind, secret: `whsec_${randomBytes(32).toString('base64')}`, publicKey: null };
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = (key: KeyObject, part: 'd' | 'x') => Buffer.from(key.export({ format: 'jwk' })[part] ?? '', 'base64url');
  const [seed, point] = [raw(privateKey, 'd'), raw(publicKey, 'x')];
  // The private key is the seed and the point, as other libraries of the standard keep it.
  const secret = `whsk_${Buffer.concat([seed, point]).toString('base64')}`;
  return { kind, secret, publicKey: `whpk_${point.toString('base64')}` };
}

/** The headers of one attempt: a signature by each secret that holds now, so that a partner may change over in its own time. */
export function signedHeaders(
  id: string,
  at: Date,
  body: string,
  secrets: readonly SigningSecret[],
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const content = `${id}.${timestamp}.${body}`;
  const signatures = secrets.map(({ kind, secret }) => (kind === 'hmac' ? byHmac : byEd25519)(secret, content));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

const bytesOf = (secret: string): Buffer => Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');

const byHmac = (secret: string, content: string): string =>
  `v1,${createHmac('sha256', bytesOf(secret)).update(content).digest('base64')}`;

function byEd25519(secret: string, content: string): string {
  const bytes = bytesOf(secret);
  const [d, x] = [bytes.subarray(0, 32).toString('base64url'), bytes.subarray(32).toString('base64url')];
  const key = createPrivateKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', d, x } });
  return `v1a,${signWith(null, Buffer.from(content), key).toString('base64')}`;
}

/** A public key as it was shown, for who checks a signature. */
export function publicKeyOf(shown: string): KeyObject {
  const x = bytesOf(shown).toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}
