import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../shared/i18n';
import '../shared/list-messages';
import { textIn, type AllowedView } from '../shared/views';

export function TeamWords({ name, what }: NonNullable<AllowedView['team']>) {
  const { t } = useTranslation();
  const words = useRef<HTMLParagraphElement>(null);
  // Beside a button that waits for its second press: they are read before it is made.
  useEffect(() => {
    if (words.current?.closest('.event')?.querySelector('[data-armed]'))
      words.current.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <p ref={words} data-team-then={what}>
      {t(`team-then.${what}`, { name: textIn(name, currentLanguage()) })}
    </p>
  );
}

export function NoTeam() {
  const { t } = useTranslation();
  return <p data-team-then="none">{t('gone.no-team')}</p>;
}
