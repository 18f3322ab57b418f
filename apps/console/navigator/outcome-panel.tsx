import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CopyNumber } from '../shared/copy-number';
import { Field, Notice, Panel, Push } from '../shared/controls';
import { phoneNumber } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { textIn, type ContactView } from '../shared/views';
import { useCall } from './call-context';
import { useUnsent } from './call-outbox';
import { useContactChange, useLines } from './case-data';
import { useDraftedNote } from './wrap-up-note';

/** The same contact goes on: in another case, here as another line, or with a number to give or dial. */
function GoesOn() {
  const { t } = useTranslation();
  const next = useCall().view.next;
  const line = useLines().data?.find((one) => one.id === next?.line || one.program === next?.program);
  if (!next) return null;
  const program = line ? textIn(line.title, currentLanguage()) : wordFor(t, 'program', next.program);
  // We answer that line ourselves, and the same person stays on: there is nobody to dial.
  const here = !next.case && next.line !== null;
  const number = next.phone ?? line?.number;
  return (
    <div className="goes-on">
      <p>{t(here ? 'outcome.next-here' : 'outcome.next', { program })}</p>
      {here && number && <p>{t('outcome.next-number', { number: phoneNumber(number) })}</p>}
      {next.case && (
        <Link to="/cases/$id" params={{ id: next.case }} className="push push-primary" data-next="">
          {t('outcome.go-on')}
        </Link>
      )}
      {!next.case && !here && number && <CopyNumber number={number} />}
    </div>
  );
}

function Needs() {
  const { t } = useTranslation();
  const { view } = useCall();
  return (
    <ul className="needs">
      {view.needs.map((need, index) => (
        <li key={need.need ?? index}>
          {need.need && `${wordFor(t, 'need', need.need)} — `}
          {wordFor(t, 'need-status', need.status)}
          {need.status === 'unmet' && need.reason && ` (${wordFor(t, 'reason', need.reason)})`}
        </li>
      ))}
    </ul>
  );
}

interface Wrapped {
  readonly contact: ContactView;
  /** Something else is to be done first: the keyboard does not go here, and nothing here is filled. */
  readonly canWait?: boolean;
}

function WrapUp({ contact, canWait = false }: Wrapped) {
  const { t } = useTranslation();
  if (contact.status === 'closed') {
    return (
      <div className="stack">
        <p className="chip chip-good">{t('wrap-up.closed')}</p>
        {contact.note && <p className="saved-note">{contact.note}</p>}
        <p>
          <Link to="/" className="push push-primary" ref={(link) => link?.focus()}>
            {t('wrap-up.back')}
          </Link>
        </p>
      </div>
    );
  }
  return <OpenWrapUp contact={contact} canWait={canWait} />;
}

function OpenWrapUp({ contact, canWait }: Required<Wrapped>) {
  const { t } = useTranslation();
  const { view } = useCall();
  const [note, setNote] = useDraftedNote(true);
  const change = useContactChange(view.id, contact.id);
  const waits = useUnsent(view.id).some((one) => one.change.kind === 'contact' && one.change.wanted.to === 'wrap-up');
  return (
    <form
      className="stack"
      data-note=""
      {...(change.isPending ? { 'aria-busy': true } : {})}
      onSubmit={(event) => {
        event.preventDefault();
        // Written twice, it would be sent twice.
        if (!waits) change.mutate({ to: 'wrap-up', note: note.trim() });
      }}
    >
      <div {...(view.kind === 'end' ? { 'data-next': '' } : {})}>
        <Field label={t('note.label')} lines={7} value={note} onChange={setNote} help={t('note.drafted')} />
      </div>
      <Notice problem={change.error} />
      {waits && <p className="hint">{t('wrap-up.waits')}</p>}
      <Push type="submit" look={canWait ? 'quiet' : 'primary'} pending={change.isPending || waits}>
        {t('wrap-up.finish')}
      </Push>
    </form>
  );
}

/** The note closes the call; what is still to be done for the person goes on. */
export function WrapUpPanel(wrapped: Wrapped) {
  const { t } = useTranslation();
  const { view } = useCall();
  const look = wrapped.canWait ? { className: 'panel-quiet' } : { isNext: view.kind !== 'end' };
  return (
    <Panel title={t('wrap-up.title')} {...look}>
      <WrapUp {...wrapped} />
    </Panel>
  );
}

/** How our handling ended, what became of the need, and the note that closes the contact. */
export function OutcomePanel() {
  const { t } = useTranslation();
  const { view, contact } = useCall();
  return (
    <>
      <Panel title={t('outcome.title')} className="panel-now">
        <p className="outcome" data-testid="disposition" data-disposition={view.disposition ?? ''}>
          {view.dispositionLabel && textIn(view.dispositionLabel, currentLanguage())}
        </p>
        <h3>{t('outcome.need')}</h3>
        <Needs />
        <GoesOn />
      </Panel>
      {contact && <WrapUpPanel contact={contact} />}
    </>
  );
}
