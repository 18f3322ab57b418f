import { useTranslation } from 'react-i18next';
import { Segments } from '../shared/segments';

/** What still waits, or everything. */
export function Which({ waiting, onChange }: { waiting: boolean; onChange: (waiting: boolean) => void }) {
  const { t } = useTranslation();
  const options = [
    { id: 'waiting', name: t('work.waiting') },
    { id: 'all', name: t('work.all') },
  ];
  return (
    <Segments
      label={t('work.which')}
      value={waiting ? 'waiting' : 'all'}
      options={options}
      onChange={(id) => onChange(id === 'waiting')}
    />
  );
}
