import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Session } from '../../../libs/access/index.js';
import { AllowRoles, CurrentSession } from '../shell/index.js';
import { EventStream } from './event-stream.js';
import { LiveFeed } from './live-feed.js';
import { mostStreams } from './streams-of-session.js';

const description = `Server-Sent Events: \`case\` {case, revision}, \`contact\` {contact, revision}, \`referral\` {referral, case,
revision}, \`message\` {message, referral}, \`alert\` {id}, \`agency\` {agency} (its capacity or teams), and \`resync\` {}: read again
all that you show, nothing is missed from here on. An event may come twice. It ends with the session. A session has at most ${mostStreams} open: with one more the oldest gets \`replaced\` {} and ends, so
that a lost connection never keeps anybody from watching. Reviewers hear of cases that are reviewed, and of alerts.`;

@ApiTags('worklists')
@AllowRoles('navigator', 'supervisor', 'reviewer', 'agency-worker')
@Controller('live')
export class LiveController {
  constructor(private readonly feed: LiveFeed) {}

  @Get()
  @ApiOperation({ operationId: 'watch', summary: 'What changes, while it changes: ids and revisions alone' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, schema: { type: 'string' }, description: 'Go on after this id' })
  @ApiOkResponse({ description, content: { 'text/event-stream': { schema: { type: 'string' } } } })
  async watch(
    @CurrentSession() session: Session,
    @Headers('last-event-id') last: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const since = /^\d{1,15}$/.test(last ?? '') ? Number(last) : null;
    await this.feed.watch({ session, stream: new EventStream(reply) }, since);
  }
}
