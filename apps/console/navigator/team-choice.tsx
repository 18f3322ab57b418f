import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Notice } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { canCome, useAgenciesNow, useRoom, type ServiceNow } from '../shared/teams-now';
import '../shared/list-messages';
import { textIn } from '../shared/views';
import { useCall } from './call-context';
import { useKeepsPlace } from './keeps-place';
import { roomFirst } from './room-first';
import { placeServed } from './serves-place';
import './dispatch.css';

const saidYes: ReadonlySet<string> = new Set(['accepted', 'in-progress', 'completed']);

const hasRoom = (service: ServiceNow | undefined) => service !== undefined && canCome(service);

interface Props {
  readonly label: string;
  /** Services, in the order of the program's route. */
  readonly choices: readonly string[];
  readonly group: string;
  readonly chosen: string | undefined;
  readonly onChange: (service: string) => void;
}

interface ServesProps {
  readonly service: string;
  readonly choices: readonly string[];
  readonly services: ReadonlyMap<string, ServiceNow>;
}

/** That a team serves the place where the person is, and with whom it shares it. */
function Serves({ service, choices, services }: ServesProps) {
  const { t } = useTranslation();
  const { view } = useCall();
  const language = currentLanguage();
  const placeOf = (id: string) => {
    const found = services.get(id);
    return found && placeServed(found, view.answers);
  };
  const place = placeOf(service);
  if (!place) return null;
  const others = choices.filter((id) => id !== service && placeOf(id)?.question === place.question);
  const names = others.map((id) => textIn(services.get(id)?.name ?? { en: id }, language));
  return (
    <p className="team-serves">
      {t(names.length > 0 ? 'team.shares' : 'team.serves', {
        place: textIn(place.label, language),
        others: new Intl.ListFormat(`${language}-CA`).format(names),
      })}
    </p>
  );
}

/** As the list was when it was opened: who is full meanwhile says so where they stand. Null until it is known who has room. */
function useOrder(choices: readonly string[], services: ReadonlyMap<string, ServiceNow> | undefined) {
  const [shown, setShown] = useState<readonly string[] | null>(null);
  const has = (id: string) => hasRoom(services?.get(id));
  if (shown === null && services) setShown(roomFirst(choices, has, null));
  return shown && roomFirst(choices, has, shown);
}

/** Where they are to go: whoever picks a team weighs who is near. */
function Place() {
  const { view } = useCall();
  const places = view.answers.filter(({ type, declined }) => type === 'address' && !declined);
  return places.map(({ question, short, label }) => (
    <p key={question}>
      {textIn(short, currentLanguage())} <b>{textIn(label, currentLanguage())}</b>
    </p>
  ));
}

/** Nobody is free: what else can be done from here, in the program's own words. */
function NoneFree() {
  const { t } = useTranslation();
  const { view } = useCall();
  const language = currentLanguage();
  const others = view.allowed.filter(({ kind, fields }) => kind === 'event' && fields.every(isNoTeam));
  const names = others.map(({ label }) => t('team.quoted', { what: textIn(label, language) }));
  const list = new Intl.ListFormat(`${language}-CA`, { type: 'disjunction' }).format(names);
  return <p className="notice">{t('team.none-free', { count: names.length, others: list })}</p>;
}
const isNoTeam = ({ type }: { readonly type: string }) => type !== 'agency';

/** Whom to ask for a team, with what each can do now and what they said already. Nobody is left out: a supervisor may know more. */
export function TeamChoice({ label, choices, group, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const { view, timeZone } = useCall();
  const agencies = useAgenciesNow();
  const room = useRoom();
  const language = currentLanguage();
  const services = new Map((agencies.data ?? []).flatMap((agency) => agency.services.map((one) => [one.id, one])));
  const failed = agencies.error instanceof ApiProblem ? agencies.error : null;
  const order = useOrder(choices, agencies.isFetchedAfterMount && agencies.data ? services : undefined);
  const place = useRef<HTMLFieldSetElement>(null);
  useKeepsPlace(place, order !== null);
  // The words for "none is chosen" are kept by the first of them, whichever is chosen then.
  const clearAll = () => place.current?.querySelectorAll('input').forEach((one) => one.setCustomValidity(''));
  const picked = chosen === undefined ? undefined : services.get(chosen);
  const isNoneFree = order !== null && !order.some((id) => hasRoom(services.get(id)));
  const said = (id: string) => view.offers.filter(({ service, handover }) => service === id && handover === 'dispatch');
  return (
    <fieldset className="radios" ref={place}>
      <legend>{label}</legend>
      <Place />
      <div role="status">{isNoneFree && <NoneFree />}</div>
      {!order && !failed && <p className="hint">{t('shell.loading')}</p>}
      {(order ?? (failed ? choices : [])).map((id) => {
        const service = services.get(id);
        return (
          <div key={id} className="team-choice">
            <label className="check">
              <input
                type="radio"
                name={group}
                required
                checked={chosen === id}
                onChange={() => onChange(id)}
                onInvalid={(event) => event.currentTarget.setCustomValidity(t('team.choose'))}
                onInput={clearAll}
              />
              <span>{service ? textIn(service.name, language) : id}</span>
            </label>
            {service && (
              <p>
                <span className={canCome(service) ? 'chip chip-good' : 'chip chip-warn'}>
                  {t('team.now', { room: room(service) })}
                </span>
              </p>
            )}
            <Serves service={id} choices={choices} services={services} />
            {said(id).map((offer) => (
              <p key={offer.id} className="hint">
                {t('team.said', {
                  at: moment(offer.answeredAt ?? offer.offeredAt, language, timeZone),
                  what: wordFor(t, 'dispatch-try', offer.reason ?? (saidYes.has(offer.status) ? 'over' : offer.status)),
                })}
              </p>
            ))}
          </div>
        );
      })}
      <div className="team-picked">
        <p className="hint" role="status">
          {picked && !canCome(picked) && t('team.all-the-same')}
        </p>
      </div>
      <Notice problem={failed} onRetry={() => void agencies.refetch()} />
    </fieldset>
  );
}
