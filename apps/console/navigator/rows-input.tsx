import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../shared/announce';
import { Field, Push } from '../shared/controls';
import { Select } from '../shared/select';
import { textIn, type ColumnView, type RowsView } from '../shared/views';
import type { AnswerInputProps } from './answer-input';
import { useCall } from './call-context';
import { useKeptChoice } from './drafts';
import { RowsTotals, useTotals } from './rows-totals';
import { faultIn, isEmpty, rowsToSend, typedFrom, type TypedRow } from './typed-rows';
import './rows.css';

const NO_ROWS: RowsView = { columns: [], totals: [] };

/** Members of a household, one line each. Enter goes on to the next line, and makes one after the last. */
export function RowsInput(props: AnswerInputProps) {
  const { question, draftKey, pending, suggested, onAnswer, language } = props;
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { columns, totals } = question.rows ?? NO_ROWS;
  const known = useMemo(() => [...typedFrom(columns, suggested), {}], [columns, suggested]);
  const [typed, setTyped] = useKeptChoice<readonly TypedRow[]>(draftKey, known);
  const [removed, setRemoved] = useState<{ readonly row: TypedRow; readonly at: number } | null>(null);
  const [tried, setTried] = useState(false);
  const place = useRef<HTMLFormElement>(null);
  const most = question.max ?? 30;
  const { timeZone } = useCall();
  const found = useTotals(question.rows ?? NO_ROWS, typed, timeZone);
  const focusRow = (at: number) =>
    requestAnimationFrame(() =>
      place.current?.querySelectorAll('fieldset')[at]?.querySelector<HTMLElement>('input, select')?.focus(),
    );
  const add = () => {
    setTyped([...typed, {}]);
    focusRow(typed.length);
  };
  const remove = (at: number) => {
    setRemoved({ row: typed[at] ?? {}, at });
    setTyped(typed.filter((_, index) => index !== at));
    announce(t('rows.removed', { number: at + 1 }));
    focusRow(Math.max(0, at - 1));
  };
  const putBack = () => {
    if (!removed) return;
    setTyped([...typed.slice(0, removed.at), removed.row, ...typed.slice(removed.at)]);
    setRemoved(null);
    focusRow(removed.at);
  };
  const save = () => {
    const wrong = typed.findIndex((row) => !isEmpty(row) && columns.some((one) => faultIn(one, row[one.id]) !== null));
    setTried(true);
    if (wrong >= 0) {
      announce(t('rows.incomplete', { number: wrong + 1 }));
      return focusRow(wrong);
    }
    onAnswer(rowsToSend(columns, typed));
  };
  return (
    <form
      ref={place}
      className="rows"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        const at = [...event.currentTarget.querySelectorAll('fieldset')].findIndex((one) =>
          one.contains(event.target as Node),
        );
        if (at < typed.length - 1) focusRow(at + 1);
        else if (typed.length < most) add();
      }}
    >
      {typed.map((row, at) => (
        <fieldset key={at} className="rows-row">
          <legend>{t('rows.row', { number: at + 1 })}</legend>
          {columns.map((column) => (
            <Cell
              key={column.id}
              column={column}
              language={language}
              value={row[column.id] ?? ''}
              shows={tried && !isEmpty(row)}
              onChange={(text) =>
                setTyped(typed.map((one, index) => (index === at ? { ...one, [column.id]: text } : one)))
              }
            />
          ))}
          <Push look="quiet" aria-label={t('rows.remove-row', { number: at + 1 })} onPress={() => remove(at)}>
            {t('rows.remove')}
          </Push>
        </fieldset>
      ))}
      <div className="choices">
        {typed.length < most && <Push onPress={add}>{t('rows.add')}</Push>}
        {removed && typed.length < most && (
          <Push onPress={putBack}>{t('rows.put-back', { number: removed.at + 1 })}</Push>
        )}
        <Push type="submit" look="primary" pending={pending}>
          {t('action.save')}
        </Push>
      </div>
      {totals.length > 0 && <RowsTotals found={found} place={place} />}
    </form>
  );
}

interface CellProps {
  readonly column: ColumnView;
  readonly language: string;
  readonly value: string;
  /** What is wrong is said once somebody has tried to save. */
  readonly shows: boolean;
  readonly onChange: (text: string) => void;
}

function Cell({ column, language, value, shows, onChange }: CellProps) {
  const { t } = useTranslation();
  const { type, optional, answers } = column;
  const name = textIn(column.label, language);
  const label = optional ? t('rows.optional', { name }) : name;
  const fault = shows ? faultIn(column, value) : null;
  if (type === 'choice' || type === 'boolean') {
    const words =
      type === 'choice'
        ? answers.map((one) => ({ id: one.value, name: textIn(one.label, language) }))
        : [
            { id: 'true', name: t('answer.yes', { lng: language }) },
            { id: 'false', name: t('answer.no', { lng: language }) },
          ];
    return (
      <div className="rows-cell">
        <Select label={label} value={value} onChange={onChange} options={[{ id: '', name: '–' }, ...words]} />
        {fault && <p className="field-help">{t(`rows.${fault}`)}</p>}
      </div>
    );
  }
  const isNumber = type === 'integer' || type === 'money';
  return (
    <Field
      label={label}
      value={value}
      onChange={onChange}
      type={type === 'date' ? 'date' : 'text'}
      {...(isNumber ? { inputMode: type === 'money' ? 'decimal' : 'numeric' } : {})}
      maxLength={type === 'text' ? (column.max ?? undefined) : undefined}
      help={fault ? t(`rows.${fault}`) : undefined}
    />
  );
}
