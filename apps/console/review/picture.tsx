import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Notice, Push } from '../shared/controls';
import { readPicture, type DocumentView } from './review-data';
import './review-messages';

/** What a HEIC shows, which few browsers can draw by themselves: read when somebody wants to see it, for each reading is kept. */
export function Picture({ file, name }: { file: DocumentView; name: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const id = useId();
  if (file.picture !== 'ready') return <p className="hint">{t(`review.picture-${file.picture ?? 'off'}`)}</p>;
  return (
    <>
      <Push
        look="quiet"
        aria-expanded={shown}
        aria-controls={id}
        aria-label={t(shown ? 'review.picture-hide-of' : 'review.picture-show-of', { name })}
        onPress={() => setShown(!shown)}
      >
        {t(shown ? 'review.picture-hide' : 'review.picture-show')}
      </Push>
      <div id={id}>{shown && <Drawn id={file.id} name={name} />}</div>
    </>
  );
}

function Drawn({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const picture = useQuery({ queryKey: ['picture', id], staleTime: Infinity, queryFn: () => readPicture(id) });
  if (picture.data) return <img className="review-picture" src={picture.data} alt={t('review.picture-of', { name })} />;
  const problem = picture.error instanceof ApiProblem ? picture.error : null;
  if (!problem) return <p className="hint">{t('shell.loading')}</p>;
  return <Notice problem={problem} onRetry={() => void picture.refetch()} />;
}
