import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Notice, Panel } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn, type HistoryView } from '../shared/views';
import { useCall } from './call-context';
import { useHistory } from './case-data';

const shown = 4;

function Rows({ rows }: { rows: readonly HistoryView[] }) {
  const { t } = useTranslation();
  const { timeZone } = useCall();
  const language = currentLanguage();
  return (
    <ol className="timeline" reversed>
      {rows.map((row) => (
        <li key={row.seq}>
          <p>{textIn(row.sentence, language)}</p>
          <p className="hint">
            <time dateTime={row.at}>{moment(row.at, language, timeZone)}</time> ·{' '}
            {row.by.name ?? wordFor(t, 'role', row.by.role)}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What happened and who did it, newest first; the older steps are folded while the call goes on. */
export function TimelinePanel() {
  const { t } = useTranslation();
  const { view } = useCall();
  const history = useHistory(view.id, view.revision);
  const rows = [...(history.data ?? [])].sort((a, b) => b.seq - a.seq);
  const visible = view.kind === 'end' ? rows.length : shown;
  const earlier = rows.slice(visible);
  return (
    <Panel title={t('timeline.title')} className="panel-quiet">
      <Notice
        problem={history.error instanceof ApiProblem ? history.error : null}
        onRetry={() => void history.refetch()}
      />
      <Rows rows={rows.slice(0, visible)} />
      {earlier.length > 0 && (
        <details className="later">
          <summary>{t('timeline.earlier', { count: earlier.length })}</summary>
          <Rows rows={earlier} />
        </details>
      )}
    </Panel>
  );
}
