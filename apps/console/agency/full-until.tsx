import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type ApiProblem, send } from '../shared/api';
import { Notice, Push } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { useTimeZone } from '../shared/worklist-data';
import { useMyAgency, useServerNow } from './inbox-data';

const hours = [2, 12] as const;

/** Said once, so that nobody is offered to a team that has no room. Routing obeys at once. */
export function FullUntil({ service, name }: { service: string; name: string }) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const now = useServerNow();
  const agency = useMyAgency();
  const client = useQueryClient();
  const full = useMutation<unknown, ApiProblem, string | null>({
    mutationFn: (fullUntil) => {
      const { id = '', revision = 0 } = agency.data ?? {};
      return send(
        api.PUT('/api/v1/agencies/{id}/capacity', {
          params: { path: { id }, header: { 'If-Match': `"${revision}"` } },
          body: { state: 'full', service, ...(fullUntil ? { fullUntil } : {}) },
        }),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['my-agency'] }),
  });
  const until = (count: number) => new Date(now + count * 3_600_000).toISOString();
  if (full.isSuccess) {
    const at = full.variables ? moment(full.variables, currentLanguage(), zone, now) : 'none';
    return <p>{t('inbox.is-full', { name, at })}</p>;
  }
  return (
    <div className="choices" role="group" aria-label={t('inbox.say-full', { name })}>
      <p>{t('inbox.say-full', { name })}</p>
      {hours.map((count) => (
        <Push key={count} pending={full.isPending || !agency.data} onPress={() => full.mutate(until(count))}>
          {t('inbox.full-hours', { count })}
        </Push>
      ))}
      <Push pending={full.isPending || !agency.data} onPress={() => full.mutate(null)}>
        {t('inbox.full-open')}
      </Push>
      <Notice problem={full.error} />
    </div>
  );
}
