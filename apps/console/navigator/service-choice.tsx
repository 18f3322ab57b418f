import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { useOnline } from '../shared/connection';
import { Field, Notice } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { phoneNumber } from '../shared/format';
import { textIn, type AgencyView, type ServiceView } from '../shared/views';
import { useAgencies } from './case-data';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly number: string | null;
  readonly open: boolean;
}
interface Props {
  readonly label: string;
  /** When the program narrows the choice; empty otherwise. */
  readonly only: readonly string[];
  readonly several: boolean;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function named(agencies: readonly AgencyView[], language: string): Named[] {
  return agencies.flatMap((agency) =>
    (agency.services ?? []).filter(isForCallers).map((service) => ({
      id: service.id,
      name: textIn(service.name, language),
      number: service.phone && !service.ownLine ? phoneNumber(service.phone) : null,
      open: service.open && service.hoursKnown,
    })),
  );
}

/** A team that is sent is asked by its program, and nobody calls it. */
const isForCallers = ({ handovers }: ServiceView): boolean =>
  !handovers || handovers.length === 0 || handovers.some((how) => how !== 'dispatch');

/** Whom somebody can call now comes first, then who has a number at all. */
const reach = ({ number, open }: Named): number => (number === null ? 2 : open ? 0 : 1);
const byReach = (a: Named, b: Named): number => reach(a) - reach(b);

/** Services of the directory, found by typing a part of the name. */
export function ServiceChoice({ label, only, several, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const agencies = useAgencies(true);
  const online = useOnline();
  const all = named(agencies.data ?? [], currentLanguage()).sort(byReach);
  const wanted = search.trim().toLocaleLowerCase();
  const choices = all.filter(
    (one) =>
      chosen.includes(one.id) ||
      ((only.length === 0 || only.includes(one.id)) && one.name.toLocaleLowerCase().includes(wanted)),
  );
  const toggle = (id: string) => {
    if (!several) return onChange([id]);
    onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  };
  return (
    <fieldset className="radios">
      <legend>{label}</legend>
      <Field label={t('services.search')} value={search} onChange={setSearch} />
      <div className="service-list">
        {choices.slice(0, 12).map((one) => (
          <label key={one.id} className="check">
            <input
              type={several ? 'checkbox' : 'radio'}
              checked={chosen.includes(one.id)}
              onChange={() => toggle(one.id)}
            />
            <span>
              {one.name} {one.number && <span className="hint digits">{one.number}</span>}
            </span>
          </label>
        ))}
        <Notice
          problem={agencies.error instanceof ApiProblem ? agencies.error : null}
          onRetry={() => void agencies.refetch()}
        />
        {!agencies.data && !online && <p className="notice">{t('services.offline')}</p>}
        {agencies.data && choices.length === 0 && <p className="hint">{t('services.none')}</p>}
      </div>
    </fieldset>
  );
}
