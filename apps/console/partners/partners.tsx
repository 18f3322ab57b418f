import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { usePageTitle } from '../shared/page-title';
import { Select } from '../shared/select';
import { useSession } from '../shared/session';
import { textIn, type AgencyView } from '../shared/views';
import { Keys } from './keys';
import { useAgencies } from './partners-data';
import { Webhooks } from './webhooks';
import '../navigator/sign-in-messages';
import './partners-messages';
import './partners.css';

/** Whoever comes back finds the agency that they looked at. */
let lastChosen: string | null = null;

function Chooser({
  agencies,
  chosen,
  onChange,
}: {
  agencies: readonly AgencyView[];
  chosen: string;
  onChange: (id: string) => void;
}) {
  const { t } = useTranslation();
  const options = agencies
    .map(({ id, name }) => ({ id, name: textIn(name, currentLanguage()) }))
    .sort((a, b) => a.name.localeCompare(b.name, currentLanguage()));
  return (
    <div className="work-tools">
      <Select label={t('sign-in.agency')} value={chosen} options={options} onChange={onChange} />
    </div>
  );
}

/** How an agency's own system hears from us, what it was told, and its keys. Its people look; who administers, changes. */
export function Partners() {
  const { t } = useTranslation();
  const role = useSession()?.person.role;
  const isOwn = role === 'agency-worker';
  const title = t(isOwn ? 'area.system' : 'area.partners');
  usePageTitle(title);
  const { agencies, problem, again } = useAgencies();
  const [chosen, setChosen] = useState(lastChosen);
  const first = [...(agencies ?? [])].sort((a, b) =>
    textIn(a.name, currentLanguage()).localeCompare(textIn(b.name, currentLanguage()), currentLanguage()),
  )[0];
  const agency = agencies?.find(({ id }) => id === chosen) ?? first;
  const choose = (id: string) => setChosen((lastChosen = id));
  return (
    <div className="page page-wide">
      <h1>
        {title}
        {isOwn && agency && <span className="partners-agency"> {textIn(agency.name, currentLanguage())}</span>}
      </h1>
      <p className="hint">{t(isOwn ? 'partners.hint-own' : 'partners.hint')}</p>
      <Notice problem={problem} onRetry={again} />
      {!agencies && !problem && <p className="hint">{t('shell.loading')}</p>}
      {agencies?.length === 0 && <p>{t('partners.no-agency')}</p>}
      {!isOwn && agencies && agency && <Chooser agencies={agencies} chosen={agency.id} onChange={choose} />}
      {agency && (
        <Webhooks key={`${agency.id} webhooks`} agency={agency.id} isOwn={isOwn} mayChange={role === 'program-admin'} />
      )}
      {agency && role === 'program-admin' && <Keys key={`${agency.id} keys`} agency={agency.id} />}
      {agency && role === 'supervisor' && <p className="hint">{t('partners.keys-elsewhere')}</p>}
    </div>
  );
}
