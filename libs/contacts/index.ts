export {
  channels,
  enteredLater,
  findContact,
  inquirers,
  relations,
  type Channel,
  type ContactView,
  type Inquirer,
  type InterpreterLeg,
  type Relation,
} from './contact.js';
export { noteContact, OpenContact, startContact, type ContactToOpen } from './open-contact.js';
export { startWrapUp, wrapUpContact, WrapUpContact, type ContactChanged } from './wrap-up-contact.js';
export { listContacts, type ContactFilter, type ListedContact } from './list-contacts.js';
export { SetInquirer, setInquirer, type WhoCalls } from './set-inquirer.js';
export { SetInterpreter, setInterpreter, setLanguage, SetLanguage, type SpokenLanguage } from './set-language.js';
export { listOverdueAlerts, type OverdueAlert, type OverdueFilter, seeOverdueAlert } from './overdue-alert.js';
export { changedContacts, changedOverdueAlerts } from './changed-contacts.js';
export { ContactsModule } from './contacts.module.js';
