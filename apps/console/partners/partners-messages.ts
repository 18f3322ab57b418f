import { addMessages } from '../shared/i18n';
import en from '../shared/messages/partners.en.json';
import fr from '../shared/messages/partners.fr.json';

/** Of the screen about partners' own systems. Nobody else needs them. */
addMessages(en, fr);
