import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Field, Notice, Panel, Push } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { useCall } from '../navigator/call-context';
import { draftKey, useDraft } from '../navigator/drafts';
import { useNotes, useWriteNote, type NoteView } from './beside-data';
import './beside-messages';
import './beside.css';

/** What colleagues noted on this application, newest first; and a place to write. What was typed is kept until it is saved. */
export function Notes() {
  const { t } = useTranslation();
  const { view } = useCall();
  const notes = useNotes(view.id);
  const items = notes.items ?? [];
  return (
    <Panel title={t('notes.title')}>
      <Write />
      <Notice problem={notes.problem} onRetry={notes.again} />
      {notes.items && items.length === 0 && <p className="hint">{t('notes.none')}</p>}
      <ul className="twice">
        {items.map((note) => (
          <Note key={note.id} note={note} />
        ))}
      </ul>
      {notes.more && <Push onPress={notes.more}>{t('notes.more')}</Push>}
    </Panel>
  );
}

function Note({ note: { text, name, role, at } }: { note: NoteView }) {
  const { t } = useTranslation();
  const { timeZone } = useCall();
  const title = wordFor(t, 'role', role);
  const who = name === null ? title : `${name} (${title})`;
  return (
    <li>
      {text === null ? <p className="hint">{t('notes.erased')}</p> : <p className="saved-note">{text}</p>}
      <p className="hint">
        {who} · {moment(at, currentLanguage(), timeZone)}
      </p>
    </li>
  );
}

function Write() {
  const { t } = useTranslation();
  const { view } = useCall();
  const write = useWriteNote(view.id);
  const [text, setText] = useDraft(draftKey(view.id, 'case-note'));
  const save = () => text.trim() !== '' && write.mutate(text.trim(), { onSuccess: () => setText('') });
  return (
    <form
      className="twice-say"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field
        label={t('notes.label')}
        lines={3}
        value={text}
        onChange={setText}
        maxLength={4000}
        help={t('notes.help')}
      />
      <Push type="submit" pending={write.isPending} isDisabled={text.trim() === ''}>
        {t('notes.save')}
      </Push>
      <Notice problem={write.error instanceof ApiProblem ? write.error : null} />
    </form>
  );
}
