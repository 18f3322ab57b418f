import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Notice, Panel } from '../shared/controls';
import { FindCase } from '../shared/find-case';
import { phoneNumber } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { usePageTitle } from '../shared/page-title';
import { textIn, type LineView } from '../shared/views';
import { useSession } from '../shared/session';
import { useLines } from './case-data';
import { MyCalls } from './my-calls';
import './start.css';

function LineCard({ line }: { line: LineView }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  return (
    <li className="line">
      <Link to="/lines/$line" params={{ line: line.id }} className="line-link">
        <span className="line-title">{textIn(line.title, language)}</span>
        <span className="line-number">{phoneNumber(line.number)}</span>
        <span className={line.open ? 'chip chip-good' : 'chip'}>{line.open ? t('start.open') : t('start.closed')}</span>
      </Link>
    </li>
  );
}

/** Where a navigator waits for the next call: the lines they answer, and the calls they still hold. */
export function Start() {
  const { t } = useTranslation();
  usePageTitle(t('start.title'));
  const role = useSession()?.person.role;
  const lines = useLines();
  // The others are numbers to give or dial.
  const answered = lines.data?.filter((line) => line.loaded);
  if (role !== 'navigator' && role !== 'supervisor') {
    return (
      <div className="page">
        <h1>{t('start.no-screens')}</h1>
        <p>{t('start.no-screens-hint')}</p>
      </div>
    );
  }
  return (
    <div className="page page-wide page-start">
      <h1>{t('start.title')}</h1>
      <FindCase />
      <Panel title={t('start.lines')} className="start-lines">
        <p className="hint">{t('start.lines-hint')}</p>
        <Notice problem={lines.error instanceof ApiProblem ? lines.error : null} onRetry={() => void lines.refetch()} />
        {answered?.length === 0 && <p>{t('start.no-lines')}</p>}
        <ul className="lines">
          {answered?.map((line) => (
            <LineCard key={line.id} line={line} />
          ))}
        </ul>
      </Panel>
      <MyCalls />
    </div>
  );
}
