import { Link, useNavigate } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fromNow, moment } from './format';
import { currentLanguage } from './i18n';
import { session } from './session';
import { useShortcuts } from './shortcuts';
import { useTimeZone } from './worklist-data';
import './styles/worklist.css';

export interface Column<Row> {
  readonly id: string;
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
}
interface WorkTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The first one says what the row is, and opens it. */
  readonly columns: readonly Column<Row>[];
  /** What the digit beside a row does; rows without have none. */
  readonly open?: (row: Row) => (() => void) | null;
  /** Rows that stand together have the same heading; it stands above the first of them. */
  readonly headingOf?: (row: Row) => string;
  /** What is unfolded under a row, as wide as the table; null: nothing now. */
  readonly below?: (row: Row) => ReactNode;
}

/**
 * A table of work. The digits 1 to 9 open the first nine rows. The roles are written out, because browsers forget them when
 * a narrow screen lays the rows out as cards.
 */
export function WorkTable<Row>({ label, rows, keyOf, columns, open, headingOf, below }: WorkTableProps<Row>) {
  const { t } = useTranslation();
  const opens = rows.slice(0, 9).map((row) => open?.(row) ?? null);
  const width = columns.length + (open ? 1 : 0);
  useShortcuts(opens.flatMap((run, index) => (run ? [{ code: `Digit${index + 1}`, run }] : [])));
  return (
    <table className="worklist" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {open && (
            <th role="columnheader" scope="col" className="cell-key">
              <span className="unseen">{t('work.key')}</span>
            </th>
          )}
          {columns.map((column) => (
            <th key={column.id} role="columnheader" scope="col">
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" data-deafens="pointer">
        {rows.map((row, index) => (
          <Fragment key={keyOf(row)}>
            {headingOf && (index === 0 || headingOf(row) !== headingOf(rows[index - 1]!)) && (
              <tr role="row" className="work-group">
                <th role="rowheader" scope="rowgroup" colSpan={width}>
                  {headingOf(row)}
                </th>
              </tr>
            )}
            <tr role="row" className="call-row" data-row={keyOf(row)}>
              {open && (
                <td role="cell" className="cell-key">
                  {opens[index] && <kbd className="key">{index + 1}</kbd>}
                </td>
              )}
              {columns.map((column, place) => (
                <td key={column.id} role="cell" className={place === 0 ? 'cell-main' : ''}>
                  <span className="cell-name" aria-hidden="true">
                    {column.name}
                  </span>
                  <div className="cell-body">{column.cell(row)}</div>
                </td>
              ))}
            </tr>
            <Below width={width}>{below?.(row)}</Below>
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function Below({ width, children }: { width: number; children: ReactNode }) {
  if (!children) return null;
  return (
    <tr role="row" className="work-below">
      <td role="cell" colSpan={width}>
        {children}
      </td>
    </tr>
  );
}

interface DueProps {
  /** The deadline that lies ahead. */
  readonly due: string | null;
  /** When the one before passed; null: none did. */
  readonly since: string | null;
  /** How often one has passed. */
  readonly times?: number;
}

/** When it is due, and how far that is from now. Late is a word before it is a colour. */
export function Due({ due, since, times = 1 }: DueProps) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const language = currentLanguage();
  if (!due) return <span className="work-more">{t('work.no-due')}</span>;
  if (since === null) {
    return (
      <span className="work-due">
        {moment(due, language, zone)} <span className="work-more">{fromNow(due, language)}</span>
      </span>
    );
  }
  const at = moment(since, language, zone);
  return (
    <span className="work-due" data-overdue="true">
      <span className="chip chip-warn">{t('work.overdue')}</span>{' '}
      {times > 1 ? t('work.last', { at }) : t('work.since', { at })}{' '}
      <span className="work-more">
        {fromNow(since, language)}
        {times > 1 ? ` · ${t('work.passed', { count: times })}` : null}
      </span>
      {due > since && <span className="work-more">{t('work.next', { at: moment(due, language, zone) })}</span>}
    </span>
  );
}

export function Moment({ at }: { at: string }) {
  const zone = useTimeZone();
  return <time dateTime={at}>{moment(at, currentLanguage(), zone)}</time>;
}

/** Lines of one cell, the second and later ones quieter. */
export function Lines({ parts }: { parts: readonly (string | null | undefined)[] }) {
  const [first, ...more] = parts.filter((part): part is string => Boolean(part));
  return (
    <>
      {first}
      {more.map((part) => (
        <Fragment key={part}>
          {' '}
          <span className="work-more">{part}</span>
        </Fragment>
      ))}
    </>
  );
}

/** Where whoever is signed in works on a case. */
const caseScreen = () =>
  session()?.person.role === 'reviewer' || location.pathname === '/reviews' ? '/reviews/$id' : '/cases/$id';

export function useOpenCase(): (id: string) => void {
  const navigate = useNavigate();
  return (id) => void navigate({ to: caseScreen(), params: { id } });
}

export function CaseLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link to={caseScreen()} params={{ id }} className="work-open">
      {children}
    </Link>
  );
}
