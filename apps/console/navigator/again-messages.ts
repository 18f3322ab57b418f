import { addMessages } from '../shared/i18n';
import en from '../shared/messages/again.en.json';
import fr from '../shared/messages/again.fr.json';

/** Of a case that follows another one of the same person. */
addMessages(en, fr);
