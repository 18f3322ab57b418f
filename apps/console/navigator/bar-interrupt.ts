/** What stands in the bar under "risk now": safety is asked about again; or, with a team on its way or there, 911 comes too. */
export const urgentEvents: readonly string[] = ['risk-raised', 'emergency-requested'];

interface Allowed {
  readonly event: string;
  readonly kind: string;
  readonly fields: readonly unknown[];
  readonly stays?: boolean;
  readonly line?: string;
}

/**
 * What stands beside "risk now", under one key: that the line broke, where the call then goes elsewhere; where a state has
 * another word for that instead (its only other interrupt, with nothing to fill in), that one. That they are back is none.
 */
export function barInterrupt<One extends Allowed>(allowed: readonly One[]): One | undefined {
  const others = allowed.filter(
    ({ event, kind, line }) => kind === 'interrupt' && line !== 'back' && !urgentEvents.includes(event),
  );
  const gone = others.find(({ line, stays }) => line === 'lost' && !stays);
  if (gone) return gone;
  return others.length === 1 && others[0]?.fields.length === 0 ? others[0] : undefined;
}
