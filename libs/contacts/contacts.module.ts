import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { OpenContactHandler } from './open-contact.js';
import { PassOnOverdue } from './pass-on-overdue.js';
import { SetLanguageHandler } from './set-language.js';
import { WrapUpContactHandler } from './wrap-up-contact.js';

/** Needs PlatformModule beside it. */
@Module({
  imports: [CqrsModule],
  providers: [OpenContactHandler, WrapUpContactHandler, SetLanguageHandler, PassOnOverdue],
})
export class ContactsModule {}
