import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { textIn, type AllowedView, type CaseView } from '../shared/views';
import { barInterrupt, urgentEvents } from './bar-interrupt';
import { useCall } from './call-context';
import { dispatchActions } from './dispatch-interrupts';
import { EventForm } from './event-form';
import { linesBack } from './who-is-there';
import { withClient } from './with-client';

/** What may be done now and has no place of its own on the screen. */
function others(view: CaseView): readonly AllowedView[] {
  const own: Readonly<Record<CaseView['kind'], AllowedView['kind'] | null>> = {
    ask: null,
    consent: 'consent',
    offer: 'offer',
    grant: null,
    wait: 'event',
    end: null,
  };
  const withTeam = dispatchActions(view).map(({ event }) => event);
  const back = linesBack(view.allowed).map(({ event }) => event);
  const elsewhere = [...urgentEvents, barInterrupt(view.allowed)?.event, ...withTeam, ...back];
  return view.allowed.filter(
    (one) =>
      !elsewhere.includes(one.event) &&
      (one.kind !== own[view.kind] || one.event === 'withdraw-consent') &&
      one.event !== 'answer',
  );
}

export function MoreActions() {
  const { t } = useTranslation();
  const { view } = useCall();
  const actions = others(view);
  const holder = withClient(view);
  if (actions.length === 0) return null;
  return (
    <Panel title={t('more.title')} className="panel-quiet">
      <div className="events">
        {actions.map((allowed) => (
          <div key={allowed.event}>
            <EventForm allowed={allowed} />
            {allowed.event === 'take-over' && holder && (
              <p className="hint" data-testid="take-over">
                {t('more.take-over', { name: textIn(holder.name, currentLanguage()) })}
              </p>
            )}
          </div>
        ))}
      </div>
    </Panel>
  );
}
