import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, DialogTrigger, Heading, Modal } from 'react-aria-components';
import { Notice, Push } from '../shared/controls';
import { useNow } from '../shared/clock';
import { duration, moment } from '../shared/format';
import { currentLanguage, languageName, wordFor } from '../shared/i18n';
import { useShortcuts } from '../shared/shortcuts';
import { textIn } from '../shared/views';
import { useAllowed, useCall } from './call-context';
import { CallLanguage } from './call-language';
import { useCaseChange } from './case-data';
import { CheatSheet } from './cheat-sheet';

/** Whose hands the case is in, in words. */
function useOwnerName(): string | null {
  const { t } = useTranslation();
  const { view, me } = useCall();
  const owner = view.owner;
  if (!owner) return null;
  if (owner.kind === 'person') return owner.id === me ? t('call.owner-you') : t('call.owner-colleague');
  if (owner.kind === 'queue') return wordFor(t, 'queue', owner.id);
  const offer = view.offers.find((one) => one.service === owner.id || one.status === 'accepted');
  return offer ? textIn(offer.name, currentLanguage()) : wordFor(t, 'queue', 'agency');
}

const day = 24 * 60 * 60_000;

/** Time left, without alarm: it turns into a plain word when it has passed, since somebody else is told by then. */
function Deadline() {
  const { t } = useTranslation();
  const { view, timeZone } = useCall();
  const now = useNow();
  if (!view.due) return null;
  const left = Date.parse(view.due) - now;
  const at = moment(view.due, currentLanguage(), timeZone, now);
  return (
    <span className={left < 0 ? 'fact fact-late' : 'fact'}>
      <span className="fact-name">{t('call.deadline')}</span>{' '}
      <span role="timer" className="digits">
        {left < 0
          ? t('call.overdue-since', { at })
          : left > day
            ? at
            : t('call.time-left', { at, left: duration(left) })}
      </span>
    </span>
  );
}

function OnTheLine() {
  const { t } = useTranslation();
  const { contact } = useCall();
  const now = useNow();
  if (!contact || contact.status !== 'open') return null;
  return (
    <span className="fact">
      <span className="fact-name">{t('call.on-the-line')}</span>{' '}
      <span role="timer" className="digits">
        {duration(now - Date.parse(contact.startedAt))}
      </span>
    </span>
  );
}

function CallerGone() {
  const { t } = useTranslation();
  const { view } = useCall();
  const change = useCaseChange(view.id);
  const allowed = useAllowed('caller-gone');
  const [open, setOpen] = useState(false);
  useShortcuts(allowed ? [{ code: 'KeyG', alt: true, run: () => setOpen(true) }] : []);
  if (!allowed) return null;
  return (
    <>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <Push hotkey={t('keys.gone')}>{textIn(allowed.label, currentLanguage())}</Push>
        <Modal className="modal" isDismissable>
          <Dialog className="dialog" role="alertdialog">
            <Heading slot="title">{t('gone.title')}</Heading>
            <p>{t('gone.text')}</p>
            <div className="choices">
              <Push
                look="primary"
                autoFocus
                onPress={() =>
                  change.mutate({ kind: 'event', event: 'caller-gone' }, { onSettled: () => setOpen(false) })
                }
              >
                {t('gone.yes')}
              </Push>
              <Push slot="close">{t('gone.no')}</Push>
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
  useShortcuts([
    { code: 'KeyR', alt: true, run: raise },
    { code: 'F9', run: raise },
  ]);
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

export function CallBar() {
  const { t } = useTranslation();
  const { view, contact } = useCall();
  const owner = useOwnerName();
  const [speaking, setSpeaking] = useState(false);
  const language = contact?.language ?? view.language;
  return (
    <div className="call-bar">
      <div className="call-facts">
        <strong>{textIn(view.programTitle, currentLanguage())}</strong>
        <OnTheLine />
        {owner && (
          <span className="fact">
            <span className="fact-name">{t('call.owner')}</span> {owner}
          </span>
        )}
        <Deadline />
      </div>
      <div className="call-tools">
        {contact?.status === 'open' && (
          <Push look="quiet" aria-expanded={speaking} onPress={() => setSpeaking(!speaking)}>
            {contact.interpreter
              ? t('call.interpreter', { language: languageName(contact.interpreter, currentLanguage()) })
              : t('call.speaks', { language: languageName(language, currentLanguage()) })}
          </Push>
        )}
        <CheatSheet />
        <div className="call-urgent">
          <CallerGone />
          <RiskNow />
        </div>
      </div>
      {speaking && contact && <CallLanguage contact={contact} onDone={() => setSpeaking(false)} />}
    </div>
  );
}
