import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../shared/controls';
import { wordFor } from '../shared/i18n';
import { Select } from '../shared/select';
import { PartnerForm } from './partner-form';
import { useAddKey, type KeyRequest } from './partners-data';
import { ShownOnce } from './shown-once';
import './partners-messages';

type Scope = KeyRequest['scopes'][number];
const scopes: readonly Scope[] = [
  'referrals:read',
  'referrals:act',
  'cases:read',
  'cases:act',
  'capacity:write',
  'webhooks:manage',
];
const lengths = ['30', '90', '365', '730'] as const;

/** What it is for, what it may do and how long it holds; then the key itself, this once. */
export function AddKey({ agency, onClose }: { agency: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly Scope[]>(['referrals:read', 'referrals:act']);
  const [days, setDays] = useState<string>('365');
  const add = useAddKey(agency);
  if (add.data) return <ShownOnce label={t('partners.new-key')} secret={add.data.secret} onKept={onClose} />;
  return (
    <PartnerForm
      label={t('partners.add-key')}
      send={t('partners.make-key')}
      ready={name.trim() !== '' && chosen.length > 0}
      adding={add}
      onSend={() => add.mutate({ name: name.trim(), scopes: [...chosen], days: Number(days) })}
      onClose={onClose}
    >
      <Field
        label={t('partners.key-name')}
        help={t('partners.key-name-help')}
        value={name}
        onChange={setName}
        maxLength={100}
      />
      <fieldset className="radios">
        <legend>{t('partners.key-scopes')}</legend>
        {scopes.map((scope) => (
          <label key={scope} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(scope)}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))
              }
            />
            {wordFor(t, 'scope', scope)}
          </label>
        ))}
      </fieldset>
      <Select
        label={t('partners.key-days')}
        value={days}
        options={lengths.map((id) => ({ id, name: t('partners.days', { count: Number(id) }) }))}
        onChange={setDays}
      />
    </PartnerForm>
  );
}
