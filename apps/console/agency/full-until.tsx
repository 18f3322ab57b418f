import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type ApiProblem, send } from '../shared/api';
import { Notice } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { useTimeZone } from '../shared/worklist-data';
import { FullChoices } from './full-choices';
import { useMyAgency, useServerNow } from './inbox-data';

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
  const at = (iso: string) => moment(iso, currentLanguage(), zone, now);
  const known = agency.data?.services.find((one) => one.id === service);
  if (full.isSuccess) {
    return <p>{t('inbox.is-full', { name, at: full.variables ? at(full.variables) : 'none' })}</p>;
  }
  return (
    <div className="choices" role="group" aria-label={t('inbox.say-full', { name })}>
      <p>{t('inbox.say-full', { name })}</p>
      {agency.data && known && (
        <FullChoices
          service={known}
          timeZone={agency.data.timeZone}
          pending={full.isPending}
          onFull={(until) => full.mutate(until?.until ?? null)}
        />
      )}
      <Notice problem={full.error} />
    </div>
  );
}
