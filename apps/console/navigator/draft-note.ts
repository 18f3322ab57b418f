import type { TFunction } from 'i18next';
import { wordFor } from '../shared/i18n';
import { textIn, type CaseView, type HistoryView } from '../shared/views';

/**
 * The course of a call as a first draft of its note: the steps that the case went through, who was tried, how it ended.
 * Nothing that the caller said is in it: answers stay where they are erased with the case.
 */
export function draftNote(view: CaseView, history: readonly HistoryView[], language: string, t: TFunction): string {
  const steps = [...history]
    .sort((a, b) => a.seq - b.seq)
    .map((row) => textIn(row.toTitle, language))
    .filter((title, index, all) => title !== all[index - 1]);
  const tried = view.offers.map((offer) =>
    t('draft-note.tried', {
      name: textIn(offer.name, language),
      how: offer.reason ? wordFor(t, 'reason', offer.reason) : wordFor(t, 'offer-status', offer.status),
    }),
  );
  const ended = view.dispositionLabel && t('draft-note.ended', { how: textIn(view.dispositionLabel, language) });
  const course = steps.length > 0 ? [t('draft-note.steps', { list: steps.join(' – ') })] : [];
  return [...course, ...tried, ...(ended ? [ended] : [])].join('\n');
}
