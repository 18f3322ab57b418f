import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, Panel } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { useCall } from './call-context';
import { draftNote } from './draft-note';
import { draftKey, useDraft } from './drafts';

/** The note belongs to the contact: it goes on through all of its cases. */
export function useNote(): [string, (text: string) => void] {
  const { view } = useCall();
  return useDraft(draftKey(view.contact, 'note'));
}

/**
 * At the end of the call the note is written: what it was about first, once for each case, before the person's own words. While
 * it stands as it was drafted, it follows what happens; a word of the person in it, and it is theirs. A call can go on after
 * that (911 beside a team that is out): what was begun goes on with it, and nothing is begun (`begins`) before the end.
 */
export function useDraftedNote(begins: boolean): [string, (text: string) => void] {
  const { t } = useTranslation();
  const { view, contact } = useCall();
  const [note, setNote] = useNote();
  const [drafted, setDrafted] = useDraft(draftKey(view.id, 'note-drafted'));
  const course = `${draftNote(view, contact, currentLanguage(), t)}\n`;
  useEffect(() => {
    if (course === drafted || !(drafted || begins) || !note.startsWith(drafted)) return;
    const own = note.slice(drafted.length);
    setDrafted(course);
    setNote(own.trim() === '' ? course : `${course}${own}`);
  }, [course]);
  return [note, setNote];
}

/** Written while the call goes on, saved when it is wrapped up. */
export function NotePanel() {
  const { t } = useTranslation();
  const { contact } = useCall();
  const [note, setNote] = useDraftedNote(false);
  if (contact?.status === 'closed') return null;
  return (
    <Panel title={t('note.title')}>
      <div data-note="">
        <Field label={t('note.label')} lines={4} value={note} onChange={setNote} help={t('note.help')} />
      </div>
    </Panel>
  );
}
