import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage, languageName } from '../shared/i18n';
import { textIn } from '../shared/views';
import { useCall } from '../navigator/call-context';
import { LetterPage } from './letter-page';
import { LetterStands, OpenLetter } from './letter-stands';
import { useLettersOfCase, usePreviewLetter } from './review-data';
import './review-messages';

/** What was sent, and how it got there; and each letter as it would be written now. */
export function Letters() {
  const { t } = useTranslation();
  const { view } = useCall();
  const letters = useLettersOfCase(view.id, view.revision);
  const { items = [], previews = [] } = letters.data ?? {};
  if (letters.data && previews.length === 0 && items.length === 0) return null;
  return (
    <Panel title={t('review.letters')}>
      <Notice
        problem={letters.error instanceof ApiProblem ? letters.error : null}
        onRetry={() => void letters.refetch()}
      />
      {letters.data && items.length === 0 && <p className="hint">{t('review.no-letters')}</p>}
      <ul className="review-files">
        {items.map((letter) => (
          <li key={letter.id} data-letter={letter.id} data-status={letter.status}>
            <div className="known-row">
              <p>
                <b>{textIn(letter.title, currentLanguage())}</b> <LetterStands letter={letter} />
              </p>
              <OpenLetter letter={letter} />
            </div>
          </li>
        ))}
      </ul>
      <Previews key={view.revision} previews={previews} />
    </Panel>
  );
}

type Previewable = NonNullable<ReturnType<typeof useLettersOfCase>['data']>['previews'];

function Previews({ previews }: { previews: Previewable }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const preview = usePreviewLetter(view.id);
  const [open, setOpen] = useState<string | null>(null);
  const choices = previews.flatMap(({ letter, title, languages }) =>
    languages.map((language) => ({ key: `${letter} ${language}`, letter, language, title })),
  );
  const look = (key: string, letter: string, language: string) => {
    if (open === key) return setOpen(null);
    setOpen(key);
    preview.mutate({ letter, language });
  };
  if (choices.length === 0) return null;
  return (
    <details className="later">
      <summary>{t('review.previews')}</summary>
      <p className="hint">{t('review.preview-hint')}</p>
      <div className="choices">
        {choices.map(({ key, letter, language, title }) => (
          <Push
            key={key}
            aria-expanded={open === key}
            pending={preview.isPending}
            onPress={() => look(key, letter, language)}
          >
            {t('review.preview', {
              title: textIn(title, currentLanguage()),
              language: languageName(language, currentLanguage()),
            })}
          </Push>
        ))}
      </div>
      <Notice problem={preview.error} />
      {open !== null && preview.data && <Preview {...preview.data} />}
    </details>
  );
}

function Preview({ html, language, missing, unprintable }: NonNullable<ReturnType<typeof usePreviewLetter>['data']>) {
  const { t } = useTranslation();
  return (
    <div className="review-preview" data-testid="letter-preview">
      {missing.length > 0 && <p className="notice">{t('review.preview-missing', { list: missing.join(', ') })}</p>}
      {unprintable.length > 0 && (
        <p className="notice">{t('review.preview-unprintable', { list: unprintable.join(' ') })}</p>
      )}
      <LetterPage html={html} language={language} />
    </div>
  );
}
