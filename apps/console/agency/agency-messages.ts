import { addMessages } from '../shared/i18n';
import '../shared/list-messages';
import en from '../shared/messages/agency.en.json';
import fr from '../shared/messages/agency.fr.json';

/** Of an agency's own screens, with those of teams. Whoever takes calls needs none of it. */
addMessages(en, fr);
