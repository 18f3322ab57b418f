import { useTranslation } from 'react-i18next';
import { Notice } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { usePageTitle } from '../shared/page-title';
import { useTimeToSee } from '../shared/time-to-see';
import { textIn } from '../shared/views';
import { useAgencyNow, useTeams } from './capacity-data';
import { CapacityOfService } from './capacity-service';
import { Following } from './following';
import './agency-messages';
import './inbox.css';
import './capacity.css';

/** Whether each service takes clients now, said with one tap, and whom it can send. */
export function Capacity() {
  const { t } = useTranslation();
  const { agency, problem, again } = useAgencyNow();
  const teams = useTeams(agency?.id);
  useTimeToSee('capacity');
  usePageTitle(t('area.capacity'));
  return (
    <div className="page page-wide">
      <div className="inbox-head">
        <h1>
          {t('area.capacity')}
          {agency && <span className="inbox-agency"> {textIn(agency.name, currentLanguage())}</span>}
        </h1>
        <Following />
      </div>
      <Notice problem={problem} onRetry={again} />
      <Notice problem={teams.problem} onRetry={teams.again} />
      {!agency && !problem && <p className="hint">{t('shell.loading')}</p>}
      {agency?.services.map((service) => (
        <CapacityOfService
          key={service.id}
          agency={agency}
          service={service}
          teams={teams.teams?.filter((team) => team.service === service.id) ?? []}
        />
      ))}
    </div>
  );
}
