import { addMessages } from '../shared/i18n';
import en from '../shared/messages/online.en.json';
import fr from '../shared/messages/online.fr.json';

/** Of what is begun one way and goes on another: over the web, or on paper. */
addMessages(en, fr);
