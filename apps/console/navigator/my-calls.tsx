import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ApiProblem, send } from '../shared/api';
import { Notice, Panel, Push } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { textIn, type CaseListItem } from '../shared/views';
import { useMe } from './case-data';

/** Overdue first, then what is due soonest. */
function byUrgency(a: CaseListItem, b: CaseListItem): number {
  if (a.overdue !== b.overdue) return a.overdue ? -1 : 1;
  return (a.due ?? '9').localeCompare(b.due ?? '9');
}

function CallRow({ item }: { item: CaseListItem }) {
  const { t } = useTranslation();
  const zone = useMe().data?.tenant.timeZone;
  const language = currentLanguage();
  const at = (iso: string) => moment(iso, language, zone);
  return (
    <li className="call-row">
      <Link to="/cases/$id" params={{ id: item.id }}>
        {t('my-calls.name', { title: textIn(item.programTitle, language), started: at(item.openedAt) })}
      </Link>
      <span className="call-row-state">{textIn(item.stateTitle, language)}</span>
      {item.due && (
        <span className={item.overdue ? 'chip chip-warn' : 'chip'}>
          {item.overdue ? t('my-calls.overdue', { at: at(item.due) }) : t('my-calls.due', { at: at(item.due) })}
        </span>
      )}
    </li>
  );
}

/** The way back to a call that is not finished. */
export function MyCalls() {
  const { t } = useTranslation();
  const calls = useInfiniteQuery({
    queryKey: ['my-calls'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const query = { mine: true, status: 'open' as const, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) };
      return (await send(api.GET('/api/v1/cases', { params: { query } }))).data;
    },
    getNextPageParam: (page) => page.next ?? undefined,
    refetchOnMount: 'always',
  });
  const items = calls.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={t('my-calls.title')}>
      <Notice problem={calls.error instanceof ApiProblem ? calls.error : null} onRetry={() => void calls.refetch()} />
      {calls.data && items.length === 0 && <p className="hint">{t('my-calls.none')}</p>}
      <ul className="call-rows">
        {[...items].sort(byUrgency).map((item) => (
          <CallRow key={item.id} item={item} />
        ))}
      </ul>
      {calls.hasNextPage && <Push onPress={() => void calls.fetchNextPage()}>{t('my-calls.more')}</Push>}
    </Panel>
  );
}
