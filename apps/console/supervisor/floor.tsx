import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { ApiProblem } from '../shared/api';
import { Notice, Panel, Push } from '../shared/controls';
import { FindCase } from '../shared/find-case';
import { currentLanguage } from '../shared/i18n';
import '../shared/list-messages';
import { usePageTitle } from '../shared/page-title';
import { Select } from '../shared/select';
import { textIn } from '../shared/views';
import { CaseLink, Due, Lines, Moment, useOpenCase, WorkTable, type Column } from '../shared/worklist';
import { newestCaseOf, useFloor, type FloorItem } from '../shared/worklist-data';
import { foldCalls, type WithCall } from './fold-calls';
import { ownerKey, ownerName } from './owner-name';
import { RiskChip } from './risk-chip';
import { Word } from './word';
import './supervisor.css';

interface Filter {
  readonly owner: string;
  readonly program: string;
}
const everything: Filter = { owner: '', program: '' };

const programOf = (item: FloorItem) => textIn(item.programTitle, 'en');
const matches = (item: WithCall<FloorItem>, { owner, program }: Filter) =>
  (owner === '' || [item.owner, item.call?.owner ?? null].some((one) => ownerKey(one) === owner)) &&
  (program === '' || programOf(item) === program);

/** Each owner or program once, by its name. */
function choicesOf(items: readonly FloorItem[], of: (item: FloorItem) => [id: string, name: string]) {
  const names = new Map(items.map(of).filter(([id]) => id !== ''));
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}

/** A contact has no screen of its own: it opens at its newest case. */
function useOpenItem() {
  const open = useOpenCase();
  const contact = useMutation<string | null, ApiProblem, string>({
    mutationFn: newestCaseOf,
    onSuccess: (found) => {
      if (found) open(found);
    },
  });
  const openItem = (item: FloorItem) => (item.kind === 'case' ? open(item.id) : contact.mutate(item.contact));
  return { openItem, contact };
}

/** Who has the call, where that is not who has the case. */
const otherOwner = (t: TFunction, { owner, call }: WithCall<FloorItem>) =>
  call && ownerKey(call.owner) !== ownerKey(owner) ? t('floor.call-with', { name: ownerName(t, call.owner) }) : null;

function columnsOf(t: TFunction, open: (item: FloorItem) => void): Column<WithCall<FloorItem>>[] {
  const language = currentLanguage();
  return [
    {
      id: 'case',
      name: t('floor.case'),
      cell: (item) => (
        <>
          {item.kind === 'case' ? (
            <CaseLink id={item.id}>
              <span className="work-number">{item.number}</span>
            </CaseLink>
          ) : (
            <button type="button" className="work-open" onClick={() => open(item)}>
              {t('floor.contact')}
            </button>
          )}{' '}
          <RiskChip of={item} />
        </>
      ),
    },
    {
      id: 'due',
      name: t('work.due'),
      cell: (item) => <Due due={item.due} since={item.overdueSince} times={item.overdue} />,
    },
    {
      id: 'what',
      name: t('floor.what'),
      cell: (item) => (
        <Lines
          parts={[
            textIn(item.programTitle, language),
            textIn(item.stateTitle, language),
            item.call && textIn(item.call.stateTitle, language),
          ]}
        />
      ),
    },
    {
      id: 'owner',
      name: t('floor.owner'),
      cell: (item) => (
        <Word>
          <Lines parts={[ownerName(t, item.owner), otherOwner(t, item)]} />
        </Word>
      ),
    },
    { id: 'opened', name: t('floor.opened'), cell: (item) => <Moment at={item.openedAt} /> },
  ];
}

function Counts({ items }: { items: readonly FloorItem[] }) {
  const { t } = useTranslation();
  const late = items.filter((item) => item.overdueSince !== null).length;
  const risk = items.filter((item) => item.risk).length;
  return (
    <p className="work-count" data-testid="counts">
      <span>{t('floor.count', { count: items.length })}</span>
      {late > 0 && <span className="chip chip-warn">{t('floor.late', { count: late })}</span>}
      {risk > 0 && <span className="chip chip-risk">{t('floor.at-risk', { count: risk })}</span>}
    </p>
  );
}

/** Everything open, whose it is and until when. What is late comes first, as the server orders it. */
export function Floor() {
  const { t } = useTranslation();
  usePageTitle(t('area.floor'));
  const floor = useFloor();
  const [filter, setFilter] = useState(everything);
  const { openItem, contact } = useOpenItem();
  const items = floor.items ?? [];
  const lines = foldCalls(items);
  const shown = lines.filter((item) => matches(item, filter));
  const filtered = filter.owner !== '' || filter.program !== '';
  const { more } = floor;
  // A filter speaks of the whole floor, not of what happens to be loaded.
  useEffect(() => {
    if (filtered && more) more();
  }, [filtered, items.length]);
  const owners = choicesOf(items, (item) => [ownerKey(item.owner), ownerName(t, item.owner)]);
  const programs = choicesOf(items, (item) => [programOf(item), textIn(item.programTitle, currentLanguage())]);
  const all = { id: '', name: t('floor.everyone') };
  return (
    <div className="page page-wide">
      <h1>{t('area.floor')}</h1>
      <div className="work-tools">
        <Select
          label={t('floor.owner')}
          value={filter.owner}
          options={[all, ...owners]}
          onChange={(owner) => setFilter({ ...filter, owner })}
        />
        <Select
          label={t('floor.program')}
          value={filter.program}
          options={[{ id: '', name: t('floor.every-program') }, ...programs]}
          onChange={(program) => setFilter({ ...filter, program })}
        />
        <FindCase />
      </div>
      <Panel title={t('floor.open')} aside={floor.items && <Counts items={shown} />}>
        <Notice problem={floor.problem} onRetry={floor.again} />
        <Notice problem={contact.error} />
        <div role="status">{contact.data === null && <p>{t('floor.no-case')}</p>}</div>
        {!floor.items && !floor.problem && <p className="hint">{t('shell.loading')}</p>}
        {floor.items && shown.length === 0 && <p>{filtered ? t('floor.none-match') : t('floor.none')}</p>}
        {shown.length > 0 && (
          <WorkTable
            label={t('floor.open')}
            rows={shown}
            keyOf={(item) => item.id}
            columns={columnsOf(t, openItem)}
            open={(item) => () => openItem(item)}
          />
        )}
        {more && <Push onPress={more}>{t('work.more')}</Push>}
      </Panel>
    </div>
  );
}
