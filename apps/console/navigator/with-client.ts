interface Offer {
  readonly agency: string | null;
  readonly status: string;
  readonly handover: string;
}
interface Held<One extends Offer> {
  readonly owner: { readonly kind: string; readonly id: string } | null;
  readonly dispatch: string | null;
  readonly offers: readonly One[];
}

const saidYes: ReadonlySet<string> = new Set(['accepted', 'in-progress', 'completed']);
const teamIsOut: ReadonlySet<string | null> = new Set(['accepted', 'en-route', 'on-scene']);

/** The agency that has the client, by its offer: also while somebody of ours looks after the call. */
export function withClient<One extends Offer>({ owner, dispatch, offers }: Held<One>): One | undefined {
  const taken = offers.filter(({ status }) => saidYes.has(status));
  if (owner?.kind === 'agency') return taken.find(({ agency }) => agency === owner.id);
  return teamIsOut.has(dispatch) ? taken.find(({ handover }) => handover === 'dispatch') : undefined;
}
