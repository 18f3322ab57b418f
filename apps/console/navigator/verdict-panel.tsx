import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { textIn, type CaseView, type VerdictView } from '../shared/views';
import { useCall } from './call-context';

const labelOf = (verdict: VerdictView, outcome: string) =>
  textIn(verdict.labels[outcome] ?? { en: outcome }, currentLanguage());

/**
 * `open` shows the reason at once; an older settled verdict keeps it folded. One that is still open is short as long as its
 * questions are on the screen: what it can become, and folded what it still waits for.
 */
function VerdictItem({ name, verdict, open }: { name: string; verdict: VerdictView; open: boolean }) {
  const { t } = useTranslation();
  const settled = verdict.status === 'settled' && verdict.outcome !== null;
  const sentence = textIn(verdict.sentence, currentLanguage());
  return (
    <li className="verdict" data-verdict={name} data-status={verdict.status}>
      <p className="verdict-head">
        <span className="verdict-name">{textIn(verdict.title, currentLanguage())}</span>{' '}
        <span className={settled ? 'chip chip-settled' : 'chip'}>
          {settled ? labelOf(verdict, verdict.outcome ?? '') : t(`verdict.${verdict.status}`)}
        </span>
      </p>
      {!settled && verdict.possible.length > 0 && (
        <p className="hint">
          {t('verdict.possible', { list: verdict.possible.map((one) => labelOf(verdict, one)).join(' · ') })}
        </p>
      )}
      {!open ? (
        <details className="later">
          <summary>{t('verdict.why')}</summary>
          <p>{sentence}</p>
        </details>
      ) : (
        <p>{sentence}</p>
      )}
    </li>
  );
}

/** What is decided, or what the questions of now decide; the rest can wait folded. */
function isOfNow(view: CaseView, name: string, verdict: VerdictView): boolean {
  return verdict.status !== 'open' || view.questions.some((question) => question.why.decision === name);
}

/** What is decided so far and why. Open means open: nothing here is a no before it is one. */
export function VerdictPanel() {
  const { t } = useTranslation();
  const { view } = useCall();
  const verdicts = Object.entries(view.verdicts);
  if (verdicts.length === 0) return null;
  const now = verdicts.filter(([name, verdict]) => isOfNow(view, name, verdict));
  const later = verdicts.filter((one) => !now.includes(one));
  // Decisions come in the order of the program: the last one settled is the reason for where the call is now.
  const latest = verdicts.filter(([, verdict]) => verdict.status === 'settled').at(-1)?.[0];
  const list = (some: typeof verdicts) => (
    <ul className="verdicts">
      {some.map(([name, verdict]) => (
        <VerdictItem
          key={name}
          name={name}
          verdict={verdict}
          open={name === latest || verdict.status === 'undetermined'}
        />
      ))}
    </ul>
  );
  return (
    <Panel title={t('verdict.title')}>
      {now.length > 0 && list(now)}
      {later.length > 0 && (
        <details className="later">
          <summary>{t('verdict.later', { count: later.length })}</summary>
          {list(later)}
        </details>
      )}
    </Panel>
  );
}
