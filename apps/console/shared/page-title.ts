import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The title of the browser tab follows the screen and its language. */
export function usePageTitle(title: string): void {
  const { t, i18n } = useTranslation();
  useEffect(() => {
    document.title = t('shell.title', { title });
  }, [t, i18n.language, title]);
}
