import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Notice, Panel } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn, type HistoryView } from '../shared/views';
import { useCall } from './call-context';
import { useHistory } from './case-data';

const shown = 4;

type Why = HistoryView['why'][number];

/** One decision of a step: by which row of the rules, and on what, as it was then. A reason that was `said` is not repeated. */
function Decision({ why, said }: { why: Why; said: HistoryView['sentence'] }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { row, version } = why;
  const outcome = textIn(why.outcomeLabel, language);
  const isKnown = why.outcome !== 'undetermined';
  return (
    <details className="later timeline-why">
      <summary>{t('timeline.why', { title: textIn(why.title, language) })}</summary>
      {isKnown && (
        <p>{row === null ? t('timeline.rule', { outcome, version }) : t('timeline.row', { row, outcome, version })}</p>
      )}
      {!isKnown && <p>{t('timeline.undetermined', { version })}</p>}
      {why.reason && !said.en.includes(why.reason.en.replace(/[.\s]+$/, '')) && <p>{textIn(why.reason, language)}</p>}
      {why.read.length > 0 && (
        <>
          <p>{isKnown ? t('timeline.looked-at') : t('timeline.missed')}</p>
          <ul>
            {why.read.map((answer) => (
              <li key={answer.question}>
                {textIn(answer.short, language)} <strong>{textIn(answer.label, language)}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

function Rows({ rows }: { rows: readonly HistoryView[] }) {
  const { t } = useTranslation();
  const { timeZone } = useCall();
  const language = currentLanguage();
  const who = ({ name, role, agency }: HistoryView['by']) => {
    const title = agency ? textIn(agency, language) : wordFor(t, 'role', role);
    if (!name) return title;
    return (
      <>
        {name}
        <span className="timeline-role">{t('timeline.role', { role: title })}</span>
      </>
    );
  };
  return (
    <ol className="timeline" reversed>
      {rows.map((row) => (
        <li key={row.seq} data-seq={row.seq}>
          <p>{textIn(row.sentence, language)}</p>
          {row.from !== row.to && (
            <p className="timeline-next">{t('timeline.next', { title: textIn(row.toTitle, language) })}</p>
          )}
          {row.why.map((why) => (
            <Decision key={why.decision} why={why} said={row.sentence} />
          ))}
          <p className="hint">
            <time dateTime={row.at}>{moment(row.at, language, timeZone)}</time> · {who(row.by)}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** What happened, why and who did it, newest first; the older steps are folded while the call goes on. */
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
