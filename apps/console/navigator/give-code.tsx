import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ApiProblem, send } from '../shared/api';
import type { components } from '../shared/api.generated';
import { Notice, Panel, Push } from '../shared/controls';
import { useCall } from './call-context';
import './online-messages';
import './online.css';
import { spelled } from './spelled';

type Given = components['schemas']['ApplicationCodeDto'];

/** Whoever began within this call is on the line still; of everybody else it has to be made sure who they are. */
function useIsWithMe(): boolean {
  const { contact, me } = useCall();
  return contact?.status === 'open' && contact.channel === 'phone' && contact.owner?.id === me;
}

/** Number and code with which the caller goes on over the web: told once, and kept nowhere on this side. */
export function GiveCode() {
  const { t } = useTranslation();
  const { view } = useCall();
  const isWithMe = useIsWithMe();
  const [checked, setChecked] = useState(false);
  const [given, setGiven] = useState<Given | null>(null);
  const give = useMutation<Given, ApiProblem>({
    gcTime: 0,
    mutationFn: async () => {
      const params = { path: { id: view.id }, header: { 'Idempotency-Key': crypto.randomUUID() } };
      return (await send(api.POST('/api/v1/cases/{id}/application-code', { params, body: { checked } }))).data;
    },
    onSuccess: setGiven,
  });
  const done = () => {
    setGiven(null);
    setChecked(false);
    give.reset();
  };
  return (
    <Panel title={t('online.title')} className="panel-quiet">
      {given ? (
        <Told given={given} onDone={done} />
      ) : (
        <div className="online">
          <p>{t('online.about')}</p>
          {!isWithMe && (
            <>
              <p className="hint">{t('online.check-first')}</p>
              <label className="check">
                <input type="checkbox" checked={checked} onChange={() => setChecked(!checked)} />
                <span>{t('online.checked')}</span>
              </label>
            </>
          )}
          <Push pending={give.isPending} isDisabled={!isWithMe && !checked} onPress={() => give.mutate()}>
            {t('online.give')}
          </Push>
        </div>
      )}
      <Notice problem={give.error} />
    </Panel>
  );
}

function Told({ given: { number, code, address }, onDone }: { given: Given; onDone: () => void }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} className="online" tabIndex={-1} data-testid="code-given">
      <p>{t('online.read')}</p>
      <dl className="online-keys">
        <Key name={t('online.number')} value={number} />
        <Key name={t('online.code')} value={code} />
        <div>
          <dt>{t('online.address')}</dt>
          <dd className="online-address">{address}</dd>
        </div>
      </dl>
      <p className="notice">{t('online.once')}</p>
      <Push look="primary" onPress={onDone}>
        {t('online.done')}
      </Push>
    </div>
  );
}

function Key({ name, value }: { name: string; value: string }) {
  const { t } = useTranslation();
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className="online-key">{value}</span>
        <span className="hint">
          <span className="unseen">{t('online.spell')}: </span>
          {spelled(value)}
        </span>
      </dd>
    </div>
  );
}
