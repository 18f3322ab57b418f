import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { onConnection } from '../shared/api';
import { Field, Panel, Push } from '../shared/controls';
import { keep, readKept } from '../shared/kept';
import { keptHere } from '../shared/session';
import { useUnsent } from './call-outbox';
import { useOutbox } from './case-data';
import { draftKey, useDraft } from './drafts';

const nameOf = (caseId: string) => `${keptHere()}contact-of.${caseId}`;

/** Which contact a case belongs to, so that its note is found again where the case itself can't be loaded. */
export function rememberContact(caseId: string, contact: string): void {
  if (readKept(nameOf(caseId)) !== contact) keep(nameOf(caseId), contact);
}

/** How often a page without its case looks whether the server can be reached again. */
const again = 5_000;

/**
 * The page was loaded again without a connection. Nothing about a client is kept for that but what this person wrote:
 * it is here, it can be gone on with, and the call comes back by itself.
 */
export function WithoutCase({ id, onRetry }: { id: string; onRetry: () => void }) {
  const { t } = useTranslation();
  // What an earlier page left is taken over, and sent as soon as that is possible.
  useOutbox();
  const unsent = useUnsent(id).length;
  const contact = readKept(nameOf(id));
  const [note, setNote] = useDraft(draftKey(typeof contact === 'string' ? contact : id, 'note'));
  const retry = useRef(onRetry);
  retry.current = onRetry;
  useEffect(() => {
    const timer = setInterval(() => retry.current(), again);
    const stop = onConnection((online) => online && retry.current());
    return () => {
      clearInterval(timer);
      stop();
    };
  }, []);
  return (
    <div className="page" data-testid="without-case">
      <h1>{t('offline.title')}</h1>
      <Panel title={t('offline.say')} className="panel-now">
        <ul className="offline-list">
          <li>{t('offline.safe', { count: unsent })}</li>
          <li>{t('offline.paper')}</li>
          <li>{t('offline.danger')}</li>
        </ul>
        <div className="choices">
          <Push onPress={onRetry}>{t('action.try-again')}</Push>
        </div>
      </Panel>
      <Panel title={t('note.title')}>
        <div data-note="">
          <Field label={t('note.label')} lines={7} value={note} onChange={setNote} help={t('note.help')} />
        </div>
      </Panel>
    </div>
  );
}
