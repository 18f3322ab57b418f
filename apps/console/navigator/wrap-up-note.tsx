import { useTranslation } from 'react-i18next';
import { Field, Panel } from '../shared/controls';
import { useCall } from './call-context';
import { draftKey, useDraft } from './drafts';

/** The note belongs to the contact: it goes on through all of its cases. */
export function useNote(): [string, (text: string) => void] {
  const { view } = useCall();
  return useDraft(draftKey(view.contact, 'note'));
}

/** Written while the call goes on, saved when it is wrapped up. */
export function NotePanel() {
  const { t } = useTranslation();
  const { contact } = useCall();
  const [note, setNote] = useNote();
  if (contact?.status === 'closed') return null;
  return (
    <Panel title={t('note.title')}>
      <div data-note="">
        <Field label={t('note.label')} lines={4} value={note} onChange={setNote} help={t('note.help')} />
      </div>
    </Panel>
  );
}
