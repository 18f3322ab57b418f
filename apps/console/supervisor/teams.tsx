import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiProblem, send } from '../shared/api';
import type { components } from '../shared/api.generated';
import { Field, Notice, Panel } from '../shared/controls';
import { everyPage } from '../shared/every-page';
import { currentLanguage } from '../shared/i18n';
import '../shared/list-messages';
import { usePageTitle } from '../shared/page-title';
import { canCome, useAgenciesNow, useRoom, type ServiceNow } from '../shared/teams-now';
import { textIn } from '../shared/views';
import { findPlaces, type FoundPlace } from './find-area';
import './teams.css';

type AreaView = components['schemas']['AreaDto'];
type Services = ReadonlyMap<string, ServiceNow>;

function useAreas() {
  return useQuery({
    queryKey: ['areas'],
    staleTime: 60_000,
    queryFn: () => everyPage(async (query) => (await send(api.GET('/api/v1/areas', { params: { query } }))).data),
  });
}

/** Whom a place would lead to now: the first who can come. */
const firstNow = ({ order }: AreaView, services: Services) =>
  order.map((id) => services.get(id)).find((service) => service && canCome(service));

/** Who is asked, in order, with what each can do now. */
function Order({ area, services }: { area: AreaView; services: Services }) {
  const { t } = useTranslation();
  const room = useRoom();
  const language = currentLanguage();
  const first = firstNow(area, services);
  const line = (id: string) => {
    const service = services.get(id);
    return (
      <li key={id}>
        <b>{service ? textIn(service.name, language) : id}</b>{' '}
        {service && service === first && <span className="chip chip-good">{t('who-comes.asked-first')}</span>}{' '}
        <span className="hint">{service ? room(service) : t('who-comes.unknown')}</span>
      </li>
    );
  };
  if (area.order.length > 0)
    return (
      <>
        <ol className="area-order">{area.order.map(line)}</ol>
        {!first && <p className="notice">{t('who-comes.nobody-now')}</p>}
      </>
    );
  if (area.picks.length === 0) return <p>{t('who-comes.no-team')}</p>;
  return (
    <>
      <p>{t('who-comes.picked')}</p>
      <ul className="area-order">{area.picks.map(line)}</ul>
    </>
  );
}

function Found({
  places,
  typed,
  services,
}: {
  places: readonly FoundPlace<AreaView>[];
  typed: string;
  services: Services;
}) {
  const { t } = useTranslation();
  const language = currentLanguage();
  if (typed.trim() === '') return null;
  if (places.length === 0) return <p>{t('who-comes.not-found', { typed })}</p>;
  return (
    <ul className="area-found">
      {places.slice(0, 5).map((place) => (
        <li key={`${place.area.id} ${place.value}`}>
          <p>
            <b>{textIn(place.label, language)}</b> {textIn(place.area.name, language)}
          </p>
          <Order area={place.area} services={services} />
        </li>
      ))}
    </ul>
  );
}

function Area({ area, services }: { area: AreaView; services: Services }) {
  const language = currentLanguage();
  const places = area.places.filter(({ values }) => values.length > 0);
  return (
    <section className="area-card" aria-label={textIn(area.name, language)}>
      <h3>{textIn(area.name, language)}</h3>
      <Order area={area} services={services} />
      <dl className="area-places">
        {places.map(({ question, short, values }) => (
          <div key={question}>
            <dt>{textIn(short, language)}</dt>
            <dd>{values.map(({ label }) => textIn(label, language)).join(' · ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Which team comes where, who comes next when it cannot, and who can now. As routing has it: never another truth. */
export function Teams() {
  const { t } = useTranslation();
  usePageTitle(t('area.teams'));
  const [typed, setTyped] = useState('');
  const areas = useAreas();
  const agencies = useAgenciesNow();
  const services: Services = new Map(
    (agencies.data ?? []).flatMap((one) => one.services.map((each) => [each.id, each])),
  );
  const failed = [areas, agencies].find(({ error }) => error instanceof ApiProblem);
  const shown = (areas.data ?? []).filter(
    ({ order, places }) => order.length > 0 || places.some(({ values }) => values.length > 0),
  );
  return (
    <div className="page page-wide">
      <h1>{t('area.teams')}</h1>
      <Panel title={t('who-comes.find')}>
        <Field
          label={t('who-comes.place')}
          help={t('who-comes.place-help')}
          value={typed}
          onChange={setTyped}
          maxLength={60}
        />
        <div role="status">
          <Found places={findPlaces(shown, typed)} typed={typed} services={services} />
        </div>
      </Panel>
      <Panel title={t('who-comes.areas')}>
        <Notice
          problem={failed ? (failed.error as ApiProblem) : null}
          onRetry={() => void Promise.all([areas.refetch(), agencies.refetch()])}
        />
        {!areas.data && !failed && <p className="hint">{t('shell.loading')}</p>}
        {areas.data && shown.length === 0 && <p>{t('who-comes.none')}</p>}
        <div className="area-cards">
          {shown.map((area) => (
            <Area key={area.id} area={area} services={services} />
          ))}
        </div>
      </Panel>
    </div>
  );
}
