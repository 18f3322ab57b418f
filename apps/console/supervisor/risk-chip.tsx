import { useTranslation } from 'react-i18next';
import '../shared/list-messages';

interface Risky {
  readonly risk: boolean;
  readonly safetyAsked: boolean;
}

/** A life is at risk; or, calmer, whether one is is being asked again. */
export function RiskChip({ of }: { of: Risky }) {
  const { t } = useTranslation();
  if (of.risk) return <span className="chip chip-risk">{t('floor.risk')}</span>;
  return of.safetyAsked ? <span className="chip chip-warn">{t('floor.safety-asked')}</span> : null;
}
