import type { KeyDto } from '../../apps/api/keys/key.dto.js';
import type { DeliveryDto } from '../../apps/api/webhooks/delivery.dto.js';
import type { WebhookDto } from '../../apps/api/webhooks/webhook.dto.js';

const both = (en: string, fr: string) => ({ en, fr });
const now = Date.now();
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const agency = 'gerstein-centre';

const webhook = (id: string, more: Partial<WebhookDto> = {}): WebhookDto => ({
  ...{ id, agency, url: `https://${id}.example.org/front-door`, description: 'Case system', events: [] },
  ...{ enabled: true, disabledWhy: null, failingSince: null, createdAt: at(-9000), createdBy: 'person-1', revision: 3 },
  secrets: [{ kind: 'hmac', publicKey: null, createdAt: at(-9000), expiresAt: null }],
  ...more,
});
const attempt = (n: number, minutes: number, status: number | null, error: string | null) => ({
  ...{ n, at: at(minutes), status, milliseconds: 120 * n, error },
});
const delivery = (id: string, more: Partial<DeliveryDto>): DeliveryDto => {
  const type = more.type ?? 'referral.offered';
  return {
    ...{ id, type, at: at(-4), number: 'T-134-238', status: 'delivered', deliveredAt: at(-4), nextAt: null },
    attempts: [attempt(1, -4, 204, null)],
    body: {
      ...{ specversion: '1.0', id, source: 'urn:front-door:ontario-211', type, subject: 'referrals/0190' },
      ...{ time: at(-4), datacontenttype: 'application/json', data: { case: '0190', status: 'offered' } },
    },
    ...more,
  };
};
const key = (id: string, more: Partial<KeyDto> = {}): KeyDto => ({
  ...{ id, agency, name: 'Case system', scopes: ['referrals:read', 'referrals:act'], createdAt: at(-9000) },
  ...{ createdBy: 'person-1', expiresAt: at(90_000), revokedAt: null, lastUsedAt: at(-3) },
  ...more,
});

interface Lists {
  webhooks: WebhookDto[];
  deliveries: DeliveryDto[];
  keys: KeyDto[];
}
const full = (): Lists => ({
  webhooks: [
    webhook('failing', { failingSince: at(-70) }),
    webhook('gone', { enabled: false, disabledWhy: 'gone', events: ['referral.offered'], description: '' }),
  ],
  deliveries: [
    delivery('waits', {
      ...{ status: 'waiting', deliveredAt: null, nextAt: at(25) },
      attempts: [attempt(2, -2, 503, 'answered 503'), attempt(1, -4, null, 'no answer within 15 s')],
    }),
    delivery('taken', { type: 'case.moved' }),
    delivery('test', { type: 'webhook.test', number: null }),
  ],
  keys: [key('held'), key('over', { revokedAt: at(-800), lastUsedAt: null, name: 'The old one' })],
});

/** What the API says of partners' systems and links: its lists, and changes of them. */
export class MockPartners {
  private lists = full();

  fill(): void {
    this.lists = full();
  }
  empty(): void {
    this.lists = { webhooks: [], deliveries: [], keys: [] };
  }

  read(path: string, query: URLSearchParams): object | null {
    const { webhooks, deliveries, keys } = this.lists;
    if (path === '/agencies')
      return { items: [{ id: agency, name: both('Gerstein Crisis Centre', 'Gerstein Crisis Centre'), services: [] }] };
    if (path.endsWith('/webhooks')) return { items: webhooks, next: null };
    if (path.endsWith('/keys')) return { items: keys, next: null };
    if (!path.endsWith('/deliveries')) return null;
    const status = query.get('status');
    return { items: deliveries.filter((one) => !status || one.status === status), next: null };
  }

  change(method: string, path: string): [number, object | null] | null {
    const [, kind, id = '', what] = path.split('/');
    if (kind === 'agencies' && what === 'keys') return [201, { ...this.add('keys', key('new')), secret: 'fd_new' }];
    if (kind === 'agencies' && what === 'webhooks')
      return [201, { ...this.add('webhooks', webhook('new')), secret: 'whsec_new' }];
    if (kind === 'referrals') {
      if (method === 'DELETE') return [200, { revoked: 2 }];
      return [201, { url: 'https://help.example.org/link/once', purpose: 'answer-offer', expires: at(5) }];
    }
    if (kind === 'keys') {
      if (what === 'rotate') return [200, { ...key('next'), secret: 'fd_next' }];
      this.lists.keys = this.lists.keys.map((one) => (one.id === id ? { ...one, revokedAt: at(0) } : one));
      return [200, key(id, { revokedAt: at(0) })];
    }
    if (kind !== 'webhooks') return null;
    if (what === 'test') return [202, { id: 'test' }];
    if (what === 'replays') return [202, { messages: 1, until: null }];
    if (what === 'rotate') return [200, { ...webhook(id), secret: 'whsec_next' }];
    const off = { enabled: false, disabledWhy: 'by-person' } as const;
    this.lists.webhooks = this.lists.webhooks.flatMap((one) =>
      one.id !== id ? [one] : method === 'DELETE' ? [] : [{ ...one, ...off, revision: one.revision + 1 }],
    );
    return method === 'DELETE' ? [204, null] : [200, webhook(id, off)];
  }

  private add<Kind extends 'keys' | 'webhooks'>(kind: Kind, one: Lists[Kind][number]): object {
    this.lists = { ...this.lists, [kind]: [...this.lists[kind], one] };
    return one;
  }
}
