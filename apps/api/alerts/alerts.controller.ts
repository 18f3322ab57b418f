import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { audit } from '../../../libs/access/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  AllowRoles,
  CurrentWho,
  Id,
  NeedsScope,
  type IdempotencyInput,
  Once,
  notFound,
  readCursor,
  runOnce,
  sendAnswer,
  toPage,
} from '../shell/index.js';
import { listAllAlerts, seeAnyAlert } from './all-alerts.js';
import { AlertPage, AlertQuery, AlertView } from './alerts.dto.js';
import { showAlerts } from './show-alerts.js';

@ApiTags('alerts')
@AllowRoles('navigator', 'supervisor', 'reviewer', 'agency-worker', 'integrator')
@NeedsScope('cases:read')
@Controller('alerts')
export class AlertsController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({ operationId: 'listAlerts', summary: 'What my queues must look at, newest first' })
  @ApiOkResponse({ type: AlertPage })
  list(@CurrentWho() who: Who, @Query() query: AlertQuery): Promise<AlertPage> {
    const [at, id] = readCursor(query) ?? [];
    const after = at !== undefined && id !== undefined ? { at, id } : null;
    const { waiting, limit } = query;
    return this.work.run(who, async (tx) => {
      const rows = await listAllAlerts(tx, { waiting, limit: limit + 1, after });
      const { items, next } = toPage(
        rows,
        limit,
        (row) => [row.at.toISOString(), row.id],
        (row) => row,
      );
      const cases = items.flatMap((alert) => (alert.kind === 'case' ? (alert.caseId ?? []) : []));
      await audit(tx, 'list-alerts', { waiting, cases });
      return { items: await showAlerts(tx, items), next };
    });
  }

  @Post(':id/seen')
  @NeedsScope('cases:act')
  @HttpCode(200)
  @ApiOperation({ operationId: 'seeAlert', summary: 'I have seen it and look after it' })
  @ApiOkResponse({ type: AlertView })
  async see(
    @CurrentWho() who: Who,
    @Id() id: string,
    @Once() once: IdempotencyInput | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.work.run(who, (tx) =>
      runOnce(tx, once, async () => {
        const alert = await seeAnyAlert(tx, id);
        if (!alert) throw notFound();
        const [body] = await showAlerts(tx, [alert]);
        await audit(tx, 'see-alert', { alert: id, case: body?.case ?? null, contact: body?.contact ?? null });
        return { status: 200, body };
      }),
    );
    sendAnswer(reply, answer);
  }
}
