import { applyDecorators, Controller } from '@nestjs/common';
import { ApiParam, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Application, ApplicationDesk, Came } from '../../apply/application-desk.js';
import type { Door } from '../../apply/door.js';
import { noteDevice } from '../../shell/budgets.js';
import { deviceTokenIn } from '../../shell/device-token.js';
import { Public } from '../../shell/index.js';
import type { AppOptions } from '../../shell/options.js';
import { speak } from '../speak.js';
import { isFromElsewhere } from '../visit.js';
import { keepToken } from './apply-cookie.js';
import { tellNoDoor } from './apply-problem.js';
import { resumeContent, sayingApply } from './entry-content.js';
import { type ApplyVisit, applyVisit, pathOf, sheetOf, tellApply } from './sheet.js';
import { applyWords } from './words.js';

/** Pages at a door where people apply by themselves: their addresses begin with it. */
export const PagesAtDoor = () =>
  applyDecorators(
    ApiTags('pages'),
    Public(),
    Controller('apply/:tenant/:door'),
    ApiParam({ name: 'tenant', type: 'string' }),
    ApiParam({ name: 'door', type: 'string', description: 'A line, or a program with a way in over the web' }),
    ApiQuery({ name: 'lang', enum: ['en', 'fr'], required: false }),
    ApiProduces('text/html'),
  );

/** Somebody at a door that there is. */
export interface AtDoor extends Came {
  readonly visit: ApplyVisit;
}

/** Null: nobody applies there, or another website sent what came; and that was told. */
export async function cameTo(
  desk: ApplicationDesk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<AtDoor | null> {
  const visit = applyVisit(request, reply);
  const { tenant, door: name } = request.params as { readonly tenant: string; readonly door: string };
  const came = await desk.come(tenant, name, deviceTokenIn(request));
  if (came) noteDevice(request, came.application !== null);
  if (!came) tellNoDoor(visit);
  else if (request.method === 'GET' || !isFromElsewhere(request)) return { visit, ...came };
  else tellElsewhere(visit, came.door);
  return null;
}

/** Somebody with their application, on a device that is with it. */
export type Here = AtDoor & Application;

/** Null: nobody may press here, or this device is with no application at this door; and that was told. */
export async function cameWith(
  desk: ApplicationDesk,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Here | null> {
  const at = await cameTo(desk, request, reply);
  if (!at) return null;
  const { visit, door, application } = at;
  if (application) return { ...at, ...application };
  tellApply(visit, door, { ...resumeContent(sheetOf(visit, door), true), status: 401 });
  return null;
}

function tellElsewhere(visit: ApplyVisit, door: Door): void {
  const title = speak(visit.language)(applyWords.elsewhereTitle);
  tellApply(visit, door, { ...sayingApply(sheetOf(visit, door), title, applyWords.elsewhere), status: 403 });
}

/** Null: this device forgets. */
export function keepOnDevice({ publicUrl }: AppOptions, { visit, door }: AtDoor, token: string | null): void {
  keepToken(visit.reply, door.tenant.id, door.line.id, token, publicUrl?.startsWith('https:') ?? false);
}

/** To be written down: nothing in it is anybody's. Without a public address it is a demo, which answers to its own name alone. */
export const addressOf = (
  { publicUrl }: AppOptions,
  { visit, door: { tenant, line } }: Pick<AtDoor, 'visit' | 'door'>,
): string => `${(publicUrl ?? visit.request.host).replace(/^https?:\/\//, '')}${pathOf(tenant.id, line.id)}/resume`;
