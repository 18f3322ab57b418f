import type { TFunction } from 'i18next';
import { languageName, wordFor } from '../shared/i18n';
import { textIn, type CaseView, type ContactView, type OfferView } from '../shared/views';
import { doubtInWords } from './in-doubt';
import { offersTried } from './offers-tried';

/** Who called whom, in which language, for whom. */
function opening(view: CaseView, contact: ContactView | null, language: string, t: TFunction): string {
  const { inquirer, relation } = contact ?? view;
  const spoken = languageName(contact?.language ?? view.language, language);
  const interpreters = (contact?.interpreters ?? []).map((leg) => languageName(leg.language, language));
  const caller =
    inquirer === 'third-party'
      ? t('call.inquirer-third-party', { relation: relation ?? 'none' })
      : t(inquirer === 'self' ? 'call.inquirer-self' : 'call.inquirer-unsaid');
  return [
    t('draft-note.call', { program: textIn(view.programTitle, language), language: spoken, caller }),
    ...(interpreters.length > 0 ? [t('draft-note.interpreter', { list: [...new Set(interpreters)].join(', ') })] : []),
  ].join(' ');
}

/** What was wanted and what it came to: first what was asked itself, then what was decided on answers. */
function results(view: CaseView, language: string): string[] {
  const said = Object.values(view.verdicts).flatMap(({ status, outcome, title, labels }) => {
    const about = textIn(title, language);
    const label = outcome === null ? undefined : labels[outcome];
    return status === 'settled' && label ? [{ about, label: textIn(label, language) }] : [];
  });
  const asks = ({ about }: { about: string }) => about.trim().endsWith('?');
  const colon = language === 'fr' ? ' : ' : ': ';
  return [...said.filter(asks), ...said.filter((one) => !asks(one))].map(
    (one) => `${one.about}${asks(one) ? ' ' : colon}${one.label}`,
  );
}

/** Of somebody who got only the number nobody says that a service took the call. */
export function howItWent({ reason, status, handover }: OfferView, t: TFunction): string {
  if (reason) return wordFor(t, 'reason', reason);
  const onlyNumber = handover === 'number' && (status === 'accepted' || status === 'completed');
  const sends = handover === 'dispatch' && status === 'accepted';
  return wordFor(t, 'offer-status', onlyNumber ? 'number' : sends ? 'dispatch' : status);
}

/**
 * A first draft of the note of a call, to be changed: who called, what of safety nobody knows now, what it was about, who was
 * tried, how it ended. It is of results alone: numbers, dates, places and words of the caller stay where they are erased with
 * the case.
 */
export function draftNote(view: CaseView, contact: ContactView | null, language: string, t: TFunction): string {
  const known = results(view, language);
  const doubt = doubtInWords(view, language, t);
  const tried = offersTried(view.offers).map((offer) =>
    t('draft-note.tried', {
      name: textIn(offer.name, language),
      how: howItWent(offer, t),
    }),
  );
  return [
    opening(view, contact, language, t),
    ...(doubt === null ? [] : [`${doubt}.`]),
    ...(known.length > 0 ? [`${known.join('; ')}.`] : []),
    ...tried.reverse(),
    ...(view.dispositionLabel ? [t('draft-note.ended', { how: textIn(view.dispositionLabel, language) })] : []),
  ].join('\n');
}
