import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { longDate } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { textIn, type AnswerView, type ColumnView, type Row } from '../shared/views';
import { WorkTable } from '../shared/worklist';
import { useCall } from '../navigator/call-context';
import '../navigator/rows.css';
import './review-messages';

/** A cell as people say it; a dash that is read as "not said" where there is nothing. */
function inWords({ type, answers }: ColumnView, value: Row[string] | undefined, t: TFunction): string {
  const language = currentLanguage();
  if (value === undefined) return t('review.not-said');
  if (typeof value === 'boolean') return t(value ? 'answer.yes' : 'answer.no');
  if (type === 'money') {
    const money = new Intl.NumberFormat(`${language}-CA`, { style: 'currency', currency: 'CAD' });
    return money.format(Number(value) / 100);
  }
  if (type === 'date') return longDate(String(value), language);
  const label = answers.find((one) => one.value === value)?.label;
  return label ? textIn(label, language) : String(value);
}

interface Line {
  readonly id: string;
  readonly row: Row;
}

/** Who lives in the household, say: one line each, and what they make together. */
export function RowsTable({ answer }: { answer: AnswerView }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const language = currentLanguage();
  const columns = answer.rows?.columns ?? [];
  const rows = (Array.isArray(answer.value) ? answer.value : []).filter((row): row is Row => typeof row === 'object');
  const totals = view.answers.filter(({ from }) => from === answer.question);
  return (
    <div className="review-rows">
      <WorkTable
        label={textIn(answer.short, language)}
        rows={rows.map((row, index) => ({ row, id: String(index) }))}
        keyOf={({ id }: Line) => id}
        columns={columns.map((column) => ({
          id: column.id,
          name: textIn(column.label, language),
          cell: ({ row }: Line) => inWords(column, row[column.id], t),
        }))}
      />
      <dl className="rows-totals" aria-label={t('rows.totals')}>
        {totals.map(({ question, short, label }) => (
          <div key={question} data-total={question}>
            <dt>{textIn(short, language)}</dt>
            <dd>{textIn(label, language)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
