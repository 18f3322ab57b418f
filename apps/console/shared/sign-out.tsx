import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, Heading, Modal } from 'react-aria-components';
import { Push } from './controls';
import { closeSession } from './session';
import { unsaved, useUnsaved } from './unsaved';

/** Nothing of a caller goes without a word: what is not sent or saved is named, and the person says what becomes of it. */
function BeforeSignOut() {
  const { t } = useTranslation();
  const { changes, held, notes } = useUnsaved();
  const [sending, setSending] = useState(false);
  const done = sending && changes === 0 && notes === 0;
  useEffect(() => {
    if (done) closeSession();
  }, [done]);
  return (
    <Dialog className="dialog" role="alertdialog">
      <Heading slot="title">{t('sign-out.title')}</Heading>
      <div className="dialog-text" role="status">
        {changes > 0 && <p>{t('sign-out.changes', { count: changes })}</p>}
        {held > 0 && <p>{t('sign-out.held', { count: held })}</p>}
        {notes > 0 && <p>{t('sign-out.notes', { count: notes })}</p>}
        {changes + notes === 0 && <p>{t('sign-out.saved')}</p>}
        {sending && changes > held && <p>{t('sign-out.sending')}</p>}
      </div>
      <div className="choices">
        <Push slot="close" look="primary" autoFocus>
          {t('sign-out.stay')}
        </Push>
        {changes > held && (
          <Push pending={sending} onPress={() => setSending(true)}>
            {t('sign-out.send')}
          </Push>
        )}
        {changes + notes > 0 && <Push onPress={() => closeSession({ keepUnsent: true })}>{t('sign-out.keep')}</Push>}
        <Push look="quiet" onPress={() => closeSession()}>
          {t(changes + notes > 0 ? 'sign-out.delete' : 'shell.sign-out')}
        </Push>
      </div>
      {changes + notes > 0 && <p className="hint">{t('sign-out.keep-hint')}</p>}
    </Dialog>
  );
}

export function SignOut() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const signOut = () => {
    const { changes, notes } = unsaved();
    if (changes + notes > 0) setAsking(true);
    else closeSession();
  };
  return (
    <>
      <Push look="quiet" onPress={signOut}>
        {t('shell.sign-out')}
      </Push>
      <Modal className="modal" isDismissable isOpen={asking} onOpenChange={setAsking}>
        <BeforeSignOut />
      </Modal>
    </>
  );
}
