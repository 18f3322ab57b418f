import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, DialogTrigger, Heading, Modal } from 'react-aria-components';
import { Push } from '../shared/controls';
import { useShortcuts, useSingleKeys } from '../shared/shortcuts';
import { focusNext } from './focus-next';

const rows = [
  'digits',
  'decline',
  'confirm',
  'again',
  'step',
  'next',
  'change',
  'soon',
  'team',
  'safety',
  'risk',
  'gone',
  'script',
  'note',
  'find',
  'help',
] as const;

/** Every key of the call screen, one `?` away. */
export function CheatSheet() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  useShortcuts([
    { code: 'Question', run: () => setOpen(true) },
    { code: 'Slash', alt: true, run: () => setOpen(true) },
    { code: 'KeyQ', alt: true, run: () => focusNext(document) },
    { code: 'KeyN', alt: true, run: () => document.querySelector<HTMLElement>('[data-note] textarea')?.focus() },
  ]);
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Push look="quiet" hotkey="?">
        {t('keys.button')}
      </Push>
      <Modal className="modal" isDismissable>
        <Dialog className="dialog">
          <Heading slot="title">{t('keys.title')}</Heading>
          <dl className="keys">
            {rows.map((row) => (
              <div key={row}>
                <dt>
                  <kbd className="key">{t(`keys.${row}`)}</kbd>
                </dt>
                <dd>{t(`keys.${row}-does`)}</dd>
              </div>
            ))}
          </dl>
          <label className="check">
            <input type="checkbox" checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)} />
            <span>{t('keys.single')}</span>
          </label>
          <Push slot="close" look="primary" autoFocus>
            {t('action.close')}
          </Push>
        </Dialog>
      </Modal>
    </DialogTrigger>
  );
}
