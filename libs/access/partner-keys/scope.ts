/** What a partner's key may be for. */
export const scopes = [
  'referrals:read',
  'referrals:act',
  'cases:read',
  'cases:act',
  'capacity:write',
  'webhooks:manage',
] as const;
export type Scope = (typeof scopes)[number];

export const isScope = (word: string): word is Scope => (scopes as readonly string[]).includes(word);
