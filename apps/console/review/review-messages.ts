import { addMessages } from '../shared/i18n';
import '../shared/list-messages';
import en from '../shared/messages/review.en.json';
import fr from '../shared/messages/review.fr.json';

/** Of the reviewers' own screens. Whoever takes calls needs none of it. */
addMessages(en, fr);
