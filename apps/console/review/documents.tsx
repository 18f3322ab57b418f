import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Notice, Panel, Push } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { textIn } from '../shared/views';
import { useCall } from '../navigator/call-context';
import { Answer } from './answers';
import { Picture } from './picture';
import { saveDocument, useAddDocument, useDocuments, type DocumentView } from './review-data';
import { mayCorrect } from './whose';
import './review-messages';

/** Only what is there, and was not found to carry a virus, can be looked at. */
const canBeOpened = ({ status }: DocumentView) => status === 'clean' || status === 'unscanned';

/** What was asked for as proof: whether it is there, how it came, and each file. */
export function Documents() {
  const { t } = useTranslation();
  const { view, me } = useCall();
  const documents = useDocuments(view.id, view.revision);
  const files = documents.data ?? [];
  const proofs = view.answers.filter(({ type }) => type === 'document');
  const others = files.filter(({ question }) => !proofs.some((one) => one.question === question));
  return (
    <Panel title={t('review.documents')}>
      <Notice
        problem={documents.error instanceof ApiProblem ? documents.error : null}
        onRetry={() => void documents.refetch()}
      />
      {proofs.length === 0 && files.length === 0 && <p className="hint">{t('review.no-documents')}</p>}
      {proofs.map((answer) => (
        <div key={answer.question} className="review-proof">
          <ul className="knowns">
            <Answer answer={answer} />
          </ul>
          <Files files={files.filter(({ question }) => question === answer.question)} />
          {mayCorrect(view, me) && <AddFile question={answer.question} ask={textIn(answer.short, currentLanguage())} />}
        </div>
      ))}
      <Files files={others} />
    </Panel>
  );
}

/** What came on paper, scanned or photographed. A telephone that is asked for these hands over what it has as one of them. */
function AddFile({ question, ask }: { question: string; ask: string }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const add = useAddDocument(view.id);
  return (
    <div className="review-add">
      <label className="field">
        <span className="field-label">{t('review.add-file', { ask })}</span>
        <input
          type="file"
          className="input"
          accept="application/pdf,image/jpeg,image/png"
          disabled={add.isPending}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) add.mutate({ question, file });
            target.value = '';
          }}
        />
      </label>
      <div role="status">{add.isPending && <p className="hint">{t('review.adding')}</p>}</div>
      <Notice problem={add.error} />
    </div>
  );
}

function Files({ files }: { files: readonly DocumentView[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="review-files">
      {files.map((file) => (
        <File key={file.id} file={file} />
      ))}
    </ul>
  );
}

/** A file, when it came and from whom, and what the virus check said. It is saved, never shown inside of this page: what we drew of it is. */
function File({ file }: { file: DocumentView }) {
  const { t } = useTranslation();
  const { timeZone } = useCall();
  const language = currentLanguage();
  const save = useMutation<void, ApiProblem, DocumentView>({ mutationFn: saveDocument });
  const name = file.name ?? t('review.file');
  const size = new Intl.NumberFormat(`${language}-CA`, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 });
  return (
    <li data-document={file.id} data-status={file.status}>
      <div className="known-row">
        <p>
          <b className="review-file-name">{name}</b>{' '}
          <span className="work-more">
            {[
              file.bytes === null ? null : size.format(Math.max(1, file.bytes / 1000)),
              moment(file.receivedAt, language, timeZone),
              file.receivedBy,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
        {canBeOpened(file) && (
          <Push
            look="quiet"
            aria-label={t('review.open-file', { name })}
            pending={save.isPending}
            onPress={() => save.mutate(file)}
          >
            {t('review.open')}
          </Push>
        )}
      </div>
      {file.status !== 'clean' && (
        <p className={file.status === 'refused' ? 'chip chip-risk' : 'chip chip-warn'}>
          {t(`review.file-${file.status}`)}
        </p>
      )}
      {file.picture !== null && <Picture file={file} name={name} />}
      {file.marks.map((mark) => (
        <p key={mark} className="hint">
          {t(`review.mark-${mark}`)}
        </p>
      ))}
      <Notice problem={save.error} />
    </li>
  );
}
