import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, DialogTrigger, Heading, Modal } from 'react-aria-components';
import { Notice, Push } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { useShortcuts } from '../shared/shortcuts';
import { textIn, type AllowedView } from '../shared/views';
import { barInterrupt } from './bar-interrupt';
import { useAllowed, useCall } from './call-context';
import { useCaseChange } from './case-data';
import { useSecondPress } from './second-press';
import { SafetyOpen } from './safety-open';
import { TeamThen } from './team-then';

/** What becomes of the help: of the team that is out; once a team was asked and none is out, that nobody is on the way. */
function HelpThen({ team }: Pick<AllowedView, 'team'>) {
  const { t } = useTranslation();
  const teamAsked = useCall().view.offers.some(({ handover }) => handover === 'dispatch');
  if (team || teamAsked) return <TeamThen team={team} orNone={teamAsked} />;
  return <p>{t('gone.help-stays')}</p>;
}

/** That the caller is gone, or what this state says instead: asked again, as one key does it from anywhere. */
function CallerGone() {
  const { t } = useTranslation();
  const { view } = useCall();
  const change = useCaseChange(view.id);
  const allowed = barInterrupt(view.allowed);
  const [open, setOpen] = useState(false);
  useShortcuts(allowed ? [{ code: 'KeyG', alt: true, run: () => setOpen(true) }] : []);
  if (!allowed) return null;
  const { event } = allowed;
  const label = textIn(allowed.label, currentLanguage());
  const isGone = allowed.line === 'lost';
  return (
    <>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <Push hotkey={t('keys.gone')}>{label}</Push>
        <Modal className="modal" isDismissable>
          <Dialog className="dialog" role="alertdialog">
            <Heading slot="title">{isGone ? t('gone.title') : label}</Heading>
            <p>{t('gone.text')}</p>
            <HelpThen team={allowed.team} />
            <div className="choices" data-deafens="pointer">
              <Push
                look="primary"
                autoFocus
                onPress={() => change.mutate({ kind: 'event', event }, { onSettled: () => setOpen(false) })}
              >
                {isGone ? t('gone.yes') : label}
              </Push>
              <Push slot="close">{isGone ? t('gone.no') : t('action.cancel')}</Push>
            </div>
          </Dialog>
        </Modal>
      </DialogTrigger>
      <Notice problem={change.error} />
    </>
  );
}

/** One press from anywhere, without a question in between: it only asks about safety again, which harms nobody. */
function RiskNow() {
  const { t } = useTranslation();
  const { view } = useCall();
  const change = useCaseChange(view.id);
  const allowed = useAllowed('risk-raised');
  const raise = () => {
    if (!allowed || change.isPending) return;
    // The keyboard goes to the safety questions, wherever it was.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    change.mutate({ kind: 'event', event: 'risk-raised' });
  };
  useShortcuts(
    allowed
      ? [
          { code: 'KeyR', alt: true, run: raise },
          { code: 'F9', run: raise },
        ]
      : [],
  );
  return (
    <>
      {allowed && (
        <Push
          look="danger"
          hotkey={t('keys.risk')}
          pending={change.isPending}
          onPress={raise}
          aria-keyshortcuts="Alt+R F9"
        >
          {t('call.risk-now')}
        </Push>
      )}
      <Notice problem={change.error} />
    </>
  );
}

/** A team is on its way or there: 911 comes beside it. That cannot be taken back, so it takes the same key twice. */
function EmergencyNow() {
  const { t } = useTranslation();
  const { view } = useCall();
  const change = useCaseChange(view.id);
  const allowed = useAllowed('emergency-requested');
  const asksAgain = useAllowed('risk-raised') !== undefined;
  const second = useSecondPress();
  const event = 'emergency-requested';
  const label = allowed ? textIn(allowed.label, currentLanguage()) : '';
  const press = () => {
    if (allowed && !asksAgain && !change.isPending)
      second.press(event, label, () => change.mutate({ kind: 'event', event }));
  };
  useShortcuts(
    allowed && !asksAgain
      ? [
          { code: 'KeyR', alt: true, run: press },
          { code: 'F9', run: press },
        ]
      : [],
  );
  return (
    <>
      {allowed && !asksAgain && (
        <Push
          look="danger"
          hotkey={t('keys.risk')}
          pending={change.isPending}
          onPress={press}
          aria-keyshortcuts="Alt+R F9"
          {...second.looks(event, label)}
        />
      )}
      <Notice problem={change.error} />
    </>
  );
}

/** What can't wait, in reach wherever the page is scrolled to: on a phone under the thumb. */
export function CallUrgent() {
  return (
    <div className="call-urgent">
      <SafetyOpen />
      <CallerGone />
      <RiskNow />
      <EmergencyNow />
    </div>
  );
}
