import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiProblem, send } from '../shared/api';
import { Notice, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import { usePageTitle } from '../shared/page-title';
import { Select } from '../shared/select';
import { openSession, type Session } from '../shared/session';
import { textIn, type DemoRole } from '../shared/views';
import { LiveSignIn } from './live-sign-in';
import './sign-in-messages';
import './start.css';

/** Made-up people in the demo; live, the helpline's own provider. */
export function SignIn() {
  const { t } = useTranslation();
  usePageTitle(t('sign-in.title'));
  const demo = useQuery({ queryKey: ['demo'], queryFn: async () => (await send(api.GET('/api/v1/demo'))).data });
  const [tenant, setTenant] = useState<string | null>(null);
  const [role, setRole] = useState<DemoRole>('navigator');
  const [agency, setAgency] = useState<string | null>(null);
  const at = demo.data?.tenants.find((each) => each.id === tenant) ?? demo.data?.tenants[0];
  const agencies = role === 'agency-worker' ? (at?.agencies ?? []) : [];
  const chosen = agencies.find((each) => each.id === agency) ?? agencies[0];
  const enter = useMutation<Session, ApiProblem>({
    mutationFn: async () => {
      const body = { tenant: at?.id ?? '', role, ...(chosen ? { agency: chosen.id } : {}) };
      return (await send(api.POST('/api/v1/demo/sign-in', { body }))).data;
    },
    onSuccess: openSession,
  });
  // Live, there is nobody to choose: the address of the demo does not exist.
  if (demo.error instanceof ApiProblem && demo.error.status === 404) {
    return (
      <div className="page page-narrow">
        <h1>{t('sign-in.title')}</h1>
        <LiveSignIn />
      </div>
    );
  }
  return (
    <div className="page page-narrow">
      <h1>{t('sign-in.title')}</h1>
      <p className="demo-note">{t('sign-in.demo')}</p>
      <Notice problem={demo.error instanceof ApiProblem ? demo.error : null} onRetry={() => void demo.refetch()} />
      {demo.data && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            enter.mutate();
          }}
        >
          <Select
            label={t('sign-in.tenant')}
            value={at?.id ?? ''}
            onChange={setTenant}
            options={demo.data.tenants.map((each) => ({ id: each.id, name: textIn(each.name, currentLanguage()) }))}
          />
          <Select
            label={t('sign-in.role')}
            value={role}
            onChange={(next) => setRole(next as DemoRole)}
            options={demo.data.roles.map((each) => ({ id: each, name: wordFor(t, 'role', each) }))}
          />
          {chosen && (
            <Select
              label={t('sign-in.agency')}
              value={chosen.id}
              onChange={setAgency}
              options={agencies
                .map((each) => ({ id: each.id, name: textIn(each.name, currentLanguage()) }))
                .sort((a, b) => a.name.localeCompare(b.name, currentLanguage()))}
            />
          )}
          <Notice problem={enter.error} />
          <Push look="primary" type="submit" pending={enter.isPending}>
            {t('sign-in.enter')}
          </Push>
        </form>
      )}
    </div>
  );
}
