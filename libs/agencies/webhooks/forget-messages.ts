import type { Litter } from '../../platform/index.js';

/** For so long what was told can be looked at, and told again; of webhooks that are switched off or removed, too. */
export const keepMessagesDays = 30;
const batch = 500;

/** What is still to be delivered of it (told again, or given up) goes as well. */
export const oldMessages: Litter = {
  name: 'agencies.forget-messages',
  keepDays: keepMessagesDays,
  tenants: 'SELECT DISTINCT tenant_id AS tenant FROM webhooks WHERE created_at < $1',
  forget: `
    WITH old AS (
      SELECT m.id, m.delivery_id FROM webhooks w CROSS JOIN LATERAL (
        SELECT id, delivery_id FROM webhook_messages
        WHERE tenant_id = $1 AND webhook_id = w.id AND at < $2 ORDER BY at LIMIT ${batch}) m
      WHERE w.tenant_id = $1 LIMIT ${batch}
    ), undelivered AS (
      DELETE FROM outbox o USING old WHERE o.tenant_id = $1 AND o.id = old.delivery_id AND o.delivered_at IS NULL
    )
    DELETE FROM webhook_messages m USING old WHERE m.tenant_id = $1 AND m.id = old.id RETURNING m.id`,
};
