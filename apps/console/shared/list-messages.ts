import { addMessages } from './i18n';
import en from './messages/lists.en.json';
import fr from './messages/lists.fr.json';

/** Of the lists that are watched, and of teams that are sent. The calls that send none need none of it. */
addMessages(en, fr);
