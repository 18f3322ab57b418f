import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnnounce } from '../shared/announce';
import { ApiProblem } from '../shared/api';
import { Notice, Push } from '../shared/controls';
import { longDate } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { textIn, type VerdictView, type WhyNotView } from '../shared/views';
import { useCall } from './call-context';
import { useWhyNot } from './case-data';

/** Short, and in sight without unfolding anything: on which day age alone decides otherwise. */
export function ByTime({ verdict: { byTime } }: { verdict: VerdictView }) {
  const { t } = useTranslation();
  if (!byTime) return null;
  const language = currentLanguage();
  const day = longDate(byTime.on, language);
  return (
    <p className="hint" data-by-time={byTime.on}>
      {byTime.label
        ? t('verdict.by-time', { day, outcome: textIn(byTime.label, language) })
        : t('verdict.by-time-open', { day })}
    </p>
  );
}

function Way({ item }: { item: WhyNotView['items'][number] }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  if (item.kind !== 'changes') return <li>{textIn(item.sentence, language)}</li>;
  return (
    <li data-outcome={item.outcome}>
      {item.changes.map(({ question, short, to }, at) => (
        <span key={question}>
          {at > 0 && ' · '}
          {textIn(short, language)} <b>{textIn(to, language)}</b>
        </span>
      ))}{' '}
      <span className="hint">{t('verdict.would-be', { outcome: textIn(item.label, language) })}</span>
    </li>
  );
}

/**
 * For each other result that is not `shown` yet, the nearest answers that lead there. Worked out only when somebody asks; the
 * focus stays where it was.
 */
export function Otherwise({ name, shown }: { name: string; shown: readonly string[] }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const announce = useAnnounce();
  const [asked, setAsked] = useState(false);
  const found = useWhyNot(view.id, view.revision, name, asked);
  const id = useId();
  const waited = useRef(false);
  const place = useRef<HTMLDivElement>(null);
  const items = found.data?.items.filter(({ outcome }) => !shown.includes(outcome));
  const count = items?.length;
  useEffect(() => {
    if (!waited.current || count === undefined) return;
    // Said once to who has asked, not at each answer that changes the list later.
    waited.current = false;
    announce(t('verdict.otherwise-found', { count }));
  }, [count, announce, t, asked]);
  const press = () => {
    waited.current = !asked;
    setAsked(!asked);
  };
  const again = () => {
    // What is pressed goes away with the problem: the keyboard is not lost with it.
    place.current?.querySelector('button')?.focus();
    waited.current = true;
    void found.refetch();
  };
  return (
    <div ref={place} className="flips otherwise" data-otherwise="">
      <Push look="quiet" aria-expanded={asked} aria-controls={id} pending={asked && found.isLoading} onPress={press}>
        {t('verdict.otherwise')}
      </Push>
      <div id={id}>
        {asked && (
          <>
            <Notice problem={found.error instanceof ApiProblem ? found.error : null} onRetry={again} />
            {count === 0 && <p>{t('verdict.otherwise-found', { count })}</p>}
            <ul>
              {items?.map((item) => (
                <Way key={item.outcome} item={item} />
              ))}
            </ul>
            {found.data?.byTime && <p>{textIn(found.data.byTime.sentence, currentLanguage())}</p>}
          </>
        )}
      </div>
    </div>
  );
}
