import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../shared/i18n';
import '../shared/list-messages';
import { textIn, type AllowedView } from '../shared/views';

export function TeamWords({ name, what }: NonNullable<AllowedView['team']>) {
  const { t } = useTranslation();
  return <p data-team-then={what}>{t(`team-then.${what}`, { name: textIn(name, currentLanguage()) })}</p>;
}

export function NoTeam() {
  const { t } = useTranslation();
  return <p data-team-then="none">{t('gone.no-team')}</p>;
}
