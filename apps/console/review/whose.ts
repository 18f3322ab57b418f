import type { CaseView, HistoryView } from '../shared/views';

/** Of the one who looks; of somebody else of us; of the reviewers’ queue, for whoever claims it; elsewhere. */
export type Whose = 'mine' | 'colleague' | 'nobody' | 'elsewhere';

export function whoseIs({ owner, allowed }: Pick<CaseView, 'owner' | 'allowed'>, me: string | null): Whose {
  if (owner?.kind === 'person') return owner.id === me ? 'mine' : 'colleague';
  return allowed.some(({ event }) => event === 'take-over') ? 'nobody' : 'elsewhere';
}

/** Answers are put right where reviewers have the case. */
export const mayCorrect = (view: CaseView, me: string | null): boolean =>
  view.kind !== 'end' && (whoseIs(view, me) === 'mine' || view.allowed.some(({ event }) => event === 'take-over'));

/** Who has it, by name, as the history knows them. */
export const nameOf = (id: string | undefined, history: readonly HistoryView[]): string | null =>
  history.findLast(({ by }) => by.id === id)?.by.name ?? null;
