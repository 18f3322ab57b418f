interface Shown {
  readonly dispatch: string | null;
  readonly kind: string;
  readonly allowed: readonly {
    readonly kind: string;
    readonly line?: string;
    readonly fields: readonly { readonly type: string }[];
  }[];
}

/**
 * Nobody has the client, and one of ours picks a team now. Who may pick reads so in what is allowed. For everybody else: where we
 * are to reach the person first, whether a team goes at all is still to be decided, and nobody looks for one.
 */
export function isTeamPicked({ dispatch, kind, allowed }: Shown): boolean {
  if (dispatch !== 'unassigned' || kind !== 'wait') return false;
  const events = allowed.filter((one) => one.kind === 'event');
  return (
    events.some(({ fields }) => fields.some(({ type }) => type === 'agency')) ||
    !events.some(({ line }) => line === 'back')
  );
}
