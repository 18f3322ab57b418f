import { Module } from '@nestjs/common';
import { EraseWhenDue } from './erase-facts.js';

/** Needs PlatformModule beside it, which is global. */
@Module({ providers: [EraseWhenDue] })
export class ClientsModule {}
