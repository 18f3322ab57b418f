import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Notice, Panel, Push } from '../shared/controls';
import { PartnerForm } from './partner-form';
import { useAddWebhook, useWebhooks } from './partners-data';
import { ShownOnce } from './shown-once';
import { WebhookCard } from './webhook-card';
import './partners-messages';

/** Another address, and its secret this once. */
function AddWebhook({ agency, onClose }: { agency: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const add = useAddWebhook(agency);
  if (add.data) return <ShownOnce label={t('partners.new-secret')} secret={add.data.secret} onKept={onClose} />;
  return (
    <PartnerForm
      label={t('partners.add-webhook')}
      send={t('partners.add')}
      ready={url.trim() !== ''}
      adding={add}
      onSend={() => add.mutate({ url: url.trim(), description: description.trim() })}
      onClose={onClose}
    >
      <Field label={t('partners.url')} help={t('partners.url-help')} value={url} onChange={setUrl} maxLength={2000} />
      <Field
        label={t('partners.description')}
        help={t('partners.description-help')}
        value={description}
        onChange={setDescription}
        maxLength={200}
      />
    </PartnerForm>
  );
}

/** Where the agency's systems are told. */
export function Webhooks({ agency, isOwn, mayChange }: { agency: string; isOwn: boolean; mayChange: boolean }) {
  const { t } = useTranslation();
  const { webhooks, problem, again } = useWebhooks(agency);
  const [adding, setAdding] = useState(false);
  return (
    <Panel title={t('partners.webhooks')}>
      <Notice problem={problem} onRetry={again} />
      {!webhooks && !problem && <p className="hint">{t('shell.loading')}</p>}
      {webhooks?.length === 0 && (
        <p>{t(mayChange ? 'partners.no-webhooks' : isOwn ? 'partners.no-webhooks-own' : 'partners.no-webhooks-yet')}</p>
      )}
      {webhooks && webhooks.length > 0 && (
        <ul className="partner-list">
          {webhooks.map((webhook) => (
            <li key={webhook.id}>
              <WebhookCard webhook={webhook} mayChange={mayChange} />
            </li>
          ))}
        </ul>
      )}
      {mayChange && webhooks && !adding && <Push onPress={() => setAdding(true)}>{t('partners.add-webhook')}</Push>}
      {adding && <AddWebhook agency={agency} onClose={() => setAdding(false)} />}
    </Panel>
  );
}
