import { useTranslation } from 'react-i18next';
import { AgencyLinks } from '../shared/agency-links';
import { Panel } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import '../shared/list-messages';
import { textIn, type OfferView } from '../shared/views';

/** For agencies of this case that have no account, or whose mail does not work. */
export function LinksPanel({ offers }: { offers: readonly OfferView[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('links.panel')} className="panel-quiet">
      {offers.map((offer) => (
        <AgencyLinks key={offer.id} referral={offer.id} name={textIn(offer.name, currentLanguage())} />
      ))}
    </Panel>
  );
}
