import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { textIn, type CaseView } from '../shared/views';
import { useAllowed, useCall } from './call-context';
import { isSafety } from './safety';

/**
 * An answer as every brief says it. One that nobody knows any more says first that it is what was answered then: it never reads
 * as what holds now, nor as "not said".
 */
export function Said({ since, children }: { since: string | null; children: string }): ReactNode {
  const { t } = useTranslation();
  const { timeZone } = useCall();
  if (since === null) return <b>{children}</b>;
  return (
    <span className="chip chip-risk" data-doubted="">
      {t('step.brief-not-known-now', { at: moment(since, currentLanguage(), timeZone), answer: children })}
    </span>
  );
}

/** What was said of safety and nobody knows any more. */
const inDoubt = ({ answers }: Pick<CaseView, 'answers'>) =>
  answers.filter(({ question, doubtedSaidAt }) => doubtedSaidAt !== null && isSafety({ id: question }));

/** The same in words, without what was answered; null where nothing is in doubt. */
export function doubtInWords(view: Pick<CaseView, 'answers'>, language: string, t: TFunction): string | null {
  const list = inDoubt(view).map(({ short }) => textIn(short, language));
  return list.length > 0 ? t('in-doubt.which', { list: list.join(' · ') }) : null;
}

/** To the first of them, where it is put right. */
function showFirst(question: string | undefined): void {
  const item = document.querySelector<HTMLElement>(`.known[data-answer="${question}"]`);
  item?.querySelector<HTMLElement>('button')?.focus();
  item?.scrollIntoView({ block: 'center' });
}

/** Before all else: whoever is with the person, or reaches them, asks again. With the key for it, where that is allowed now. */
export function SafetyInDoubt() {
  const { t } = useTranslation();
  const { view, timeZone } = useCall();
  const asksAgain = useAllowed('risk-raised') !== undefined;
  const language = currentLanguage();
  const doubted = inDoubt(view);
  const left = view.offers.find(({ leftUnsafeAt }) => leftUnsafeAt !== null)?.leftUnsafeAt;
  if (view.kind === 'end' || (doubted.length === 0 && !left)) return null;
  return (
    <div className="notice call-notice notice-risk" role="status" data-testid="safety-in-doubt">
      <p className="notice-title">{t('in-doubt.title')}</p>
      {left && <p>{t('in-doubt.left-unsafe', { at: moment(left, language, timeZone) })}</p>}
      {doubted.length > 0 && <p>{doubtInWords(view, language, t)}</p>}
      <p>{asksAgain ? t('in-doubt.ask-again', { key: t('keys.risk') }) : t('in-doubt.correct')}</p>
      {!asksAgain && doubted.length > 0 && (
        <Push look="quiet" onPress={() => showFirst(doubted[0]?.question)}>
          {t('in-doubt.show')}
        </Push>
      )}
    </div>
  );
}
