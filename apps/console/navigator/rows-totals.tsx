import { useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../shared/announce';
import { currentLanguage } from '../shared/i18n';
import { textIn, type RowsView } from '../shared/views';
import { onTheWall } from './time-ahead';
import { isTaken, rowsToSend, totalOf, type TypedRow } from './typed-rows';

interface Found {
  readonly question: string;
  readonly name: string;
  readonly said: string;
  readonly taken: boolean;
}

/** What the rows make so far, in words: each total, or that it is not known yet or more than its program takes. */
export function useTotals(
  { columns, totals }: RowsView,
  typed: readonly TypedRow[],
  timeZone: string | undefined,
): readonly Found[] {
  const { t } = useTranslation();
  const language = currentLanguage();
  const rows = rowsToSend(columns, typed);
  const today = onTheWall(Date.now(), timeZone).slice(0, 10);
  const money = new Intl.NumberFormat(`${language}-CA`, { style: 'currency', currency: 'CAD' });
  return totals.map((total) => {
    const value = totalOf(total, columns, rows, today);
    const said =
      value === null ? t('rows.not-known') : total.type === 'money' ? money.format(value / 100) : String(value);
    const taken = rows.length === 0 || value === null || isTaken(total, value);
    return {
      question: total.question,
      name: textIn(total.short, language),
      said: taken ? said : t('rows.not-taken', { said }),
      taken,
    };
  });
}

/** Seen at once, and said when somebody leaves a field: a number that changes with each key would talk over the caller. */
export function RowsTotals({ found, place }: { found: readonly Found[]; place: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const sentence = found.map(({ name, said }) => `${name}: ${said}`).join(', ');
  const now = useRef(sentence);
  const last = useRef(sentence);
  useEffect(() => {
    now.current = sentence;
  }, [sentence]);
  useEffect(() => {
    const form = place.current;
    const say = () => {
      if (now.current === last.current) return;
      last.current = now.current;
      announce(now.current);
    };
    form?.addEventListener('focusout', say);
    return () => form?.removeEventListener('focusout', say);
  }, [announce, place]);
  return (
    <dl className="rows-totals" aria-label={t('rows.totals')}>
      {found.map(({ question, name, said, taken }) => (
        <div key={question} data-total={question} {...(taken ? {} : { 'data-beyond': '' })}>
          <dt>{name}</dt>
          <dd>{said}</dd>
        </div>
      ))}
    </dl>
  );
}
