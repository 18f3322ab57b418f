import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Panel, Push } from '../shared/controls';
import { FindCase } from '../shared/find-case';
import { currentLanguage } from '../shared/i18n';
import { usePageTitle } from '../shared/page-title';
import { Segments } from '../shared/segments';
import { textIn } from '../shared/views';
import { CaseLink, Due, Lines, Moment, useOpenCase, WorkTable, type Column } from '../shared/worklist';
import { useReviews, type ReviewItem } from './review-data';
import './review-messages';
import { useWholeDays } from './whole-days';
import './reviews.css';

const choices = ['all', 'mine', 'unclaimed'] as const;
type Which = (typeof choices)[number];
const fits: Readonly<Record<Which, (item: ReviewItem) => boolean>> = {
  all: () => true,
  mine: ({ mine }) => mine,
  unclaimed: ({ mine }) => !mine,
};

/** More than so many are read on the application itself. */
const atAGlance = 3;

function Verdicts({ verdicts }: Pick<ReviewItem, 'verdicts'>) {
  const { t } = useTranslation();
  const language = currentLanguage();
  return (
    <ul className="review-verdicts">
      {verdicts.map(({ decision, title, status, label }) => (
        <li key={decision} data-verdict={decision}>
          <span className="work-more">{textIn(title, language)}</span>{' '}
          <b>{label ? textIn(label, language) : t(status === 'open' ? 'verdict.open' : 'verdict.undetermined')}</b>
        </li>
      ))}
    </ul>
  );
}

function Missing({ missing }: Pick<ReviewItem, 'missing'>) {
  const { t } = useTranslation();
  if (missing.length === 0) return <span className="work-more">{t('reviews.complete')}</span>;
  const more = missing.length - atAGlance;
  return (
    <Lines
      parts={[
        missing
          .slice(0, atAGlance)
          .map((one) => textIn(one, currentLanguage()))
          .join(', '),
        more > 0 ? t('verdict.more', { count: more }) : null,
      ]}
    />
  );
}

function Received({ at }: { at: string }) {
  const age = useWholeDays();
  return (
    <>
      <b className="digits">{age(at)}</b>{' '}
      <span className="work-more">
        <Moment at={at} />
      </span>
    </>
  );
}

/** Whose it is, and whether the one who looks could do what comes next. */
function Stands({ item }: { item: ReviewItem }) {
  const { t } = useTranslation();
  return (
    <>
      {textIn(item.stateTitle, currentLanguage())}{' '}
      {item.mine && <span className="chip chip-settled">{t('reviews.with-you')}</span>}
      {item.duplicates > 0 && <span className="chip chip-warn">{t('reviews.twice')}</span>}
      {item.forOthers && <span className="work-more">{t('reviews.for-others')}</span>}
    </>
  );
}

function columnsOf(t: TFunction): Column<ReviewItem>[] {
  return [
    {
      id: 'case',
      name: t('reviews.application'),
      cell: (item) => (
        <>
          <CaseLink id={item.id}>
            <span className="work-number">{item.number}</span>
          </CaseLink>{' '}
          <span className="work-more">{textIn(item.programTitle, currentLanguage())}</span>
        </>
      ),
    },
    { id: 'received', name: t('reviews.received'), cell: (item) => <Received at={item.receivedAt} /> },
    { id: 'stands', name: t('reviews.stands'), cell: (item) => <Stands item={item} /> },
    { id: 'verdicts', name: t('reviews.verdicts'), cell: (item) => <Verdicts verdicts={item.verdicts} /> },
    { id: 'missing', name: t('reviews.missing'), cell: (item) => <Missing missing={item.missing} /> },
    { id: 'due', name: t('work.due'), cell: (item) => <Due due={item.due} since={item.overdueSince} /> },
  ];
}

/** What waits for reviewers and what they have claimed, the first received first. One key opens it. */
export function Reviews() {
  const { t } = useTranslation();
  usePageTitle(t('area.reviews'));
  const open = useOpenCase();
  const reviews = useReviews();
  const [which, setWhich] = useState<Which>('all');
  const { items, more } = reviews;
  const shown = items?.filter(fits[which]) ?? [];
  // A choice speaks of the whole queue, not of what happens to be loaded.
  useEffect(() => {
    if (which !== 'all' && more) more();
  }, [which, items?.length]);
  return (
    <div className="page page-wide">
      <h1>{t('area.reviews')}</h1>
      <div className="work-tools">
        <FindCase />
      </div>
      <Panel
        title={t('reviews.title')}
        aside={
          <Segments
            label={t('work.which')}
            value={which}
            options={choices.map((id) => ({ id, name: t(`reviews.${id}`) }))}
            onChange={(id) => setWhich(choices.find((one) => one === id) ?? 'all')}
          />
        }
      >
        <Notice problem={reviews.problem} onRetry={reviews.again} />
        {!items && !reviews.problem && <p className="hint">{t('shell.loading')}</p>}
        {items && shown.length === 0 && <p>{t(`reviews.none-${which}`)}</p>}
        {shown.length > 0 && (
          <WorkTable
            label={t('reviews.title')}
            rows={shown}
            keyOf={(item) => item.id}
            columns={columnsOf(t)}
            open={(item) => () => open(item.id)}
          />
        )}
        {more && <Push onPress={more}>{t('work.more')}</Push>}
      </Panel>
    </div>
  );
}
