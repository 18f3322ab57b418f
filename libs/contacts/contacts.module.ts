import { Module } from '@nestjs/common';
import { OpenContactHandler } from './open-contact.js';
import { PassOnOverdue } from './pass-on-overdue.js';
import { SetInquirerHandler } from './set-inquirer.js';
import { SetInterpreterHandler, SetLanguageHandler } from './set-language.js';
import { WrapUpContactHandler } from './wrap-up-contact.js';

/** Needs PlatformModule and CqrsModule.forRoot() beside it; both are global. */
@Module({
  providers: [
    OpenContactHandler,
    WrapUpContactHandler,
    SetLanguageHandler,
    SetInterpreterHandler,
    SetInquirerHandler,
    PassOnOverdue,
  ],
})
export class ContactsModule {}
