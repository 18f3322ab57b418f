import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Notice, Panel } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn } from '../shared/views';
import { useCall } from './call-context';
import { useHistory } from './case-data';

/** What happened and who did it, newest first. */
export function TimelinePanel() {
  const { t } = useTranslation();
  const { view, timeZone } = useCall();
  const history = useHistory(view.id, view.revision);
  const language = currentLanguage();
  const rows = [...(history.data ?? [])].sort((a, b) => b.seq - a.seq);
  return (
    <Panel title={t('timeline.title')} className="panel-quiet">
      <Notice
        problem={history.error instanceof ApiProblem ? history.error : null}
        onRetry={() => void history.refetch()}
      />
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
    </Panel>
  );
}
