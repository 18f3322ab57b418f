import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import { ReferralMessages } from '../shared/referral-messages';
import { textIn, type ReferralView } from '../shared/views';
import { Lines, Moment, WorkTable, type Column } from '../shared/worklist';
import { Finish } from './finish';
import { useReferrals } from './inbox-data';
import { WhatWeShare } from './what-we-share';

interface Unfolding {
  readonly unfolded: string | null;
  readonly unfold: (id: string | null) => void;
}

/** What was shared and written is read only by whoever asks for it: each look at it is in the audit log. */
function More({ of: { id, number }, unfolding: { unfolded, unfold } }: { of: ReferralView; unfolding: Unfolding }) {
  const { t } = useTranslation();
  const isOpen = unfolded === id;
  return (
    <Push
      look="quiet"
      aria-expanded={isOpen}
      aria-label={t('inbox.look-back-at', { number: number ?? 'none' })}
      onPress={() => unfold(isOpen ? null : id)}
    >
      {t('inbox.look-back')}
    </Push>
  );
}

function columnsOf(t: TFunction, unfolding: Unfolding): Column<ReferralView>[] {
  const language = currentLanguage();
  return [
    {
      id: 'program',
      name: t('inbox.case-and-program'),
      cell: (one) => (
        <>
          {one.number && <span className="work-number">{one.number}</span>}{' '}
          <Lines parts={[textIn(one.program, language), textIn(one.name, language)]} />
        </>
      ),
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
    {
      id: 'act',
      name: t('inbox.more'),
      cell: (one) => (
        <>
          <Finish referral={one} />
          <More of={one} unfolding={unfolding} />
        </>
      ),
    },
  ];
}

function LookBack({ of }: { of: ReferralView }) {
  return (
    <div className="looked-back" data-below={of.id}>
      <WhatWeShare referral={of} />
      <ReferralMessages referral={of.id} side="agency" />
    </div>
  );
}

/** What is over. Of the client it tells nothing that may not be told any more. */
export function DoneList() {
  const { t } = useTranslation();
  const [unfolded, unfold] = useState<string | null>(null);
  const done = useReferrals('done', 50);
  return (
    <Panel title={t('inbox.done')}>
      <p className="hint">{t('inbox.done-hint')}</p>
      <Notice problem={done.problem} onRetry={done.again} />
      {!done.items && !done.problem && <p className="hint">{t('shell.loading')}</p>}
      {done.items?.length === 0 && <p>{t('inbox.done-none')}</p>}
      {done.items && done.items.length > 0 && (
        <WorkTable
          label={t('inbox.done')}
          rows={done.items}
          keyOf={(one) => one.id}
          columns={columnsOf(t, { unfolded, unfold })}
          below={(one) => unfolded === one.id && <LookBack of={one} />}
        />
      )}
      {done.more && <Push onPress={done.more}>{t('work.more')}</Push>}
    </Panel>
  );
}
