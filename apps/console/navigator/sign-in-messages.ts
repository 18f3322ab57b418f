import { addMessages } from '../shared/i18n';
import en from '../shared/messages/sign-in.en.json';
import fr from '../shared/messages/sign-in.fr.json';

/** Of the way in: once somebody is in, nothing of it is needed. */
addMessages(en, fr);
