import { useTranslation } from 'react-i18next';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { textIn, type AgencyView, type ServiceView, type TeamView } from '../shared/views';
import { useSetCapacity } from './capacity-data';
import { FullChoices, type FullFor } from './full-choices';
import { inWords } from './service-stands';
import { Teams } from './teams';

interface Props {
  readonly agency: AgencyView;
  readonly service: ServiceView;
  readonly teams: readonly TeamView[];
}

/** One service: what we tell the helpline, the taps that change it, and its teams. */
export function CapacityOfService({ agency, service, teams }: Props) {
  const { t } = useTranslation();
  const set = useSetCapacity(agency);
  const isFull = service.capacity.state === 'full';
  return (
    <Panel title={textIn(service.name, currentLanguage())} className="capacity">
      <p className="capacity-now" role="status">
        <span className={isFull ? 'chip chip-full' : 'chip chip-good'}>
          {t(isFull ? 'capacity.chip-full' : 'capacity.chip-open')}
        </span>{' '}
        {inWords(t, service, agency.timeZone)}
      </p>
      {service.teams && <p className="hint">{t('capacity.teams', { ...service.teams })}</p>}
      <Taps
        service={service}
        timeZone={agency.timeZone}
        pending={set.isPending}
        onFull={(full) =>
          set.mutate({
            ...{ state: 'full', service: service.id },
            ...(full && (full.preset ? { preset: full.preset } : { fullUntil: full.until })),
          })
        }
        onOpen={() => set.mutate({ state: 'open', service: service.id })}
      />
      <Notice problem={set.error} />
      {(service.teams ?? teams.length > 0) && <Teams agency={agency} service={service.id} teams={teams} />}
    </Panel>
  );
}

interface TapsProps {
  readonly service: ServiceView;
  readonly timeZone: string;
  readonly pending: boolean;
  readonly onFull: (full: FullFor | null) => void;
  readonly onOpen: () => void;
}

function Taps({ service, timeZone, pending, onFull, onOpen }: TapsProps) {
  const { t } = useTranslation();
  const name = textIn(service.name, currentLanguage());
  return (
    <div className="choices capacity-taps" role="group" aria-label={t('capacity.say', { name })}>
      {service.saidFull && (
        <Push look="primary" pending={pending} onPress={onOpen}>
          {t('capacity.open-again')}
        </Push>
      )}
      <FullChoices service={service} timeZone={timeZone} pending={pending} onFull={onFull} />
    </div>
  );
}
