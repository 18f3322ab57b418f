import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { textIn, type AllowedView } from '../shared/views';
import { CaseLink, useOpenCase } from '../shared/worklist';
import './again-messages';
import { useCall, useSpoken } from './call-context';
import { useUnsent } from './call-outbox';
import { EventForm } from './event-form';

/** Pressed here, the screen goes on with what it opened; what somebody else pressed takes nobody away from a call. */
function useGoOn(): void {
  const { view } = useCall();
  const open = useOpenCase();
  const pressed = useRef(false);
  const unsent = useUnsent(view.id);
  const opening = view.allowed.filter((one) => one.opens).map(({ event }) => event);
  if (unsent.some(({ change }) => change.kind === 'event' && opening.includes(change.event))) pressed.current = true;
  const next = view.renewedBy?.case;
  useEffect(() => {
    if (next && pressed.current) open(next);
  }, [next]);
}

/** The case before this one, the one after it, and the button that begins that one, or the day from which on it will be there. */
export function NextCase() {
  const { t } = useTranslation();
  const { view } = useCall();
  useGoOn();
  const { renews, renewedBy, later = [] } = view;
  return (
    <Panel title={t('again.title')} className="panel-quiet">
      {renews && (
        <>
          <p>
            {t('again.follows')} <CaseLink id={renews.case}>{renews.number}</CaseLink>
          </p>
          {view.kind === 'ask' && <p className="hint">{t('again.more')}</p>}
        </>
      )}
      {renewedBy && (
        <p>
          {t('again.followed')} <CaseLink id={renewedBy.case}>{renewedBy.number}</CaseLink>
        </p>
      )}
      {later.map(({ event, sentence }) => (
        <p key={event}>{textIn(sentence, currentLanguage())}</p>
      ))}
      {view.allowed.map((one) => one.opens && <Opens key={one.event} allowed={one} opens={one.opens} />)}
    </Panel>
  );
}

/** Pressing is the consent: what it is for stands there before it is pressed, in the words that the caller hears. */
function Opens({ allowed, opens }: { allowed: AllowedView; opens: NonNullable<AllowedView['opens']> }) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const list = opens.confirm.map((one) => textIn(one, currentLanguage())).join(', ');
  return (
    <>
      <p>{t('again.agrees', { purpose: textIn(opens.purpose, spoken) })}</p>
      {list && <p className="hint">{t('again.confirm', { list })}</p>}
      <EventForm allowed={allowed} />
    </>
  );
}
