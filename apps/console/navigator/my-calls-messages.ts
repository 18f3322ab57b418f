import { addMessages } from '../shared/i18n';
import en from '../shared/messages/my-calls.en.json';
import fr from '../shared/messages/my-calls.fr.json';

/** Of the list on the first screen: a call needs none of it. */
addMessages(en, fr);
