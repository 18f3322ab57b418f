import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantAt, isTypedOut } from '../navigator/time-ahead';
import { Field, Push } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import type { ServiceView } from '../shared/views';
import type { FullPreset } from './capacity-data';
import './agency-messages';

export interface FullFor {
  /** ISO 8601. */
  readonly until: string;
  /** What was tapped, in place of a time that was typed. */
  readonly preset?: FullPreset;
}
interface FullChoicesProps {
  readonly service: ServiceView;
  readonly timeZone: string;
  readonly pending: boolean;
  /** Null: until somebody says otherwise. */
  readonly onFull: (full: FullFor | null) => void;
}

/** A time of their own, on the clocks where the service is. */
function OwnTime({ timeZone, pending, onFull }: Omit<FullChoicesProps, 'service'>) {
  const { t } = useTranslation();
  const [local, setLocal] = useState('');
  return (
    <form
      className="full-own"
      aria-label={t('capacity.until-own')}
      onSubmit={(event) => {
        event.preventDefault();
        if (isTypedOut(local) && !pending) onFull({ until: instantAt(local, timeZone) });
      }}
    >
      <Field label={t('capacity.until-own-when')} type="datetime-local" value={local} onChange={setLocal} />
      <Push type="submit" pending={pending} isDisabled={!isTypedOut(local)}>
        {t('capacity.until-own-say')}
      </Push>
    </form>
  );
}

/** One tap for each time that fits how the service works, and a place to say another. */
export function FullChoices({ service, timeZone, pending, onFull }: FullChoicesProps) {
  const { t } = useTranslation();
  const [own, setOwn] = useState(false);
  return (
    <>
      {service.fullOptions.map(({ preset, until }) => (
        <Push key={preset} pending={pending} onPress={() => onFull({ preset, until })}>
          {t(`capacity.until-${preset}`, { at: moment(until, currentLanguage(), timeZone) })}
        </Push>
      ))}
      <Push pending={pending} onPress={() => onFull(null)}>
        {t('capacity.until-said')}
      </Push>
      <Push look="quiet" aria-expanded={own} onPress={() => setOwn(!own)}>
        {t('capacity.until-own')}
      </Push>
      {own && <OwnTime timeZone={timeZone} pending={pending} onFull={onFull} />}
    </>
  );
}
