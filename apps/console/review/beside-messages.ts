import { addMessages } from '../shared/i18n';
import en from '../shared/messages/beside.en.json';
import fr from '../shared/messages/beside.fr.json';

/** Of what stands beside a case that reviewers decide: who may be the same household, and notes. */
addMessages(en, fr);
