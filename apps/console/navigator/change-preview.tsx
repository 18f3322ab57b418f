import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { textIn, type Preview } from '../shared/views';
import { useCall } from './call-context';
import { TeamThen } from './team-then';

/** Nothing that the person would want to know first. */
export function changesNothing(changes: Preview): boolean {
  const { state, verdicts, offers, again, forgets, ends, refused } = changes;
  const lists = [verdicts, offers, again, forgets];
  return !state && !ends && !refused && lists.every(({ length }) => length === 0);
}

/** One line for each thing that would change. */
function useLines(changes: Preview): string[] {
  const { t } = useTranslation();
  const { view } = useCall();
  const language = currentLanguage();
  const say = (text: Preview['ends']) => (text ? textIn(text, language) : t('verdict.open'));
  const asked = (id: string) =>
    view.answers.find((one) => one.question === id)?.short ?? view.questions.find((one) => one.id === id)?.short;
  return [
    ...(changes.refused ? [textIn(changes.refused.detail, language)] : []),
    ...(changes.ends ? [t('preview.ends', { how: say(changes.ends) })] : []),
    ...(changes.state && !changes.ends ? [t('preview.state', { title: say(changes.state.title) })] : []),
    ...changes.verdicts.map((one) =>
      t('preview.verdict', { title: say(one.title), before: say(one.before), after: say(one.after) }),
    ),
    ...changes.offers.map((one) => t(`preview.offer-${one.what}`, { name: say(one.name) })),
    ...changes.asks.map((one) => t('preview.asks', { ask: say(one.short) })),
    ...changes.forgets.map((id) => t('preview.forgets', { ask: textIn(asked(id) ?? { en: id }, language) })),
    ...changes.again.map((id) => t('preview.again', { ask: textIn(asked(id) ?? { en: id }, language) })),
  ];
}

/**
 * What a corrected answer would change, before it is made. `changes` null: it could not be worked out. Enter confirms,
 * Escape keeps the answer as it is.
 */
export function ChangePreview({
  changes,
  pending,
  onConfirm,
  onKeep,
}: {
  changes: Preview | null;
  pending: boolean;
  onConfirm: () => void;
  onKeep: () => void;
}) {
  const { t } = useTranslation();
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    group.current?.querySelector('button')?.focus({ preventScroll: true });
    // All of it: what it would change, and the button that does it.
    group.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div
      ref={group}
      className="notice preview"
      role="group"
      aria-label={t('preview.title')}
      data-testid="preview"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onKeep();
      }}
    >
      <p className="notice-title">{t('preview.not-sent')}</p>
      <p>{t('preview.title')}</p>
      {changes ? <Changes changes={changes} /> : <p>{t('preview.unknown')}</p>}
      {changes && <TeamThen team={changes.team} />}
      <div className="choices">
        {!changes?.refused && (
          <Push look="primary" hotkey={t('preview.enter')} pending={pending} onPress={onConfirm}>
            {t('preview.confirm')}
          </Push>
        )}
        <Push hotkey={t('preview.escape')} onPress={onKeep}>
          {t('preview.keep')}
        </Push>
      </div>
    </div>
  );
}

function Changes({ changes }: { changes: Preview }) {
  return (
    <ul>
      {useLines(changes).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
