import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn, type ReferralView } from '../shared/views';
import { Lines, Moment, WorkTable, type Column } from '../shared/worklist';
import { Finish } from './finish';
import { useReferrals } from './inbox-data';

function columnsOf(t: TFunction): Column<ReferralView>[] {
  const language = currentLanguage();
  return [
    {
      id: 'program',
      name: t('inbox.program'),
      cell: (one) => <Lines parts={[textIn(one.program, language), one.number, textIn(one.name, language)]} />,
    },
    {
      id: 'how',
      name: t('inbox.how-it-went'),
      cell: (one) => (
        <Lines
          parts={[
            wordFor(t, 'referral-status', one.status),
            one.reason && wordFor(t, 'reason', one.reason),
            one.outcome && wordFor(t, 'outcome', one.outcome),
          ]}
        />
      ),
    },
    { id: 'at', name: t('inbox.offered-at'), cell: (one) => <Moment at={one.offeredAt} /> },
    { id: 'act', name: t('inbox.complete'), cell: (one) => <Finish referral={one} /> },
  ];
}

/** What is over. Of the client it tells nothing that may not be told any more. */
export function DoneList() {
  const { t } = useTranslation();
  const done = useReferrals('done', 50);
  return (
    <Panel title={t('inbox.done')}>
      <p className="hint">{t('inbox.done-hint')}</p>
      <Notice problem={done.problem} onRetry={done.again} />
      {!done.items && !done.problem && <p className="hint">{t('shell.loading')}</p>}
      {done.items?.length === 0 && <p>{t('inbox.done-none')}</p>}
      {done.items && done.items.length > 0 && (
        <WorkTable label={t('inbox.done')} rows={done.items} keyOf={(one) => one.id} columns={columnsOf(t)} />
      )}
      {done.more && <Push onPress={done.more}>{t('work.more')}</Push>}
    </Panel>
  );
}
