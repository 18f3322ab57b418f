import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn, type VerdictView } from '../shared/views';
import { useCall } from './call-context';

function VerdictItem({ name, verdict }: { name: string; verdict: VerdictView }) {
  const { t } = useTranslation();
  const settled = verdict.status === 'settled' && verdict.outcome !== null;
  return (
    <li className="verdict" data-verdict={name} data-status={verdict.status}>
      <p className="verdict-head">
        <span className="verdict-name">{wordFor(t, 'decision', name)}</span>{' '}
        <span className={settled ? 'chip chip-settled' : 'chip'}>
          {settled ? wordFor(t, 'outcome', verdict.outcome ?? '') : t(`verdict.${verdict.status}`)}
        </span>
      </p>
      <p>{textIn(verdict.sentence, currentLanguage())}</p>
      {!settled && verdict.possible.length > 0 && (
        <p className="hint">
          {t('verdict.possible', { list: verdict.possible.map((one) => wordFor(t, 'outcome', one)).join(' · ') })}
        </p>
      )}
    </li>
  );
}

/** What is decided so far and why. Open means open: nothing here is a no before it is one. */
export function VerdictPanel() {
  const { t } = useTranslation();
  const verdicts = Object.entries(useCall().view.verdicts);
  if (verdicts.length === 0) return null;
  return (
    <Panel title={t('verdict.title')}>
      <ul className="verdicts">
        {verdicts.map(([name, verdict]) => (
          <VerdictItem key={name} name={name} verdict={verdict} />
        ))}
      </ul>
    </Panel>
  );
}
