import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import {
  deliveryStatuses,
  type DeliveryStatus,
  type WebhookBody,
  type WebhookDelivery,
} from '../../../libs/agencies/index.js';
import { IsMoment, PageQuery } from '../shell/index.js';

export class DeliveryQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'string', enum: deliveryStatuses })
  @IsOptional()
  @IsIn(deliveryStatuses)
  status?: DeliveryStatus;
}

export class ReplayRequest {
  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    description: 'All since then, at most 5000. With its offset from UTC',
  })
  @IsOptional()
  @IsMoment()
  since?: string;

  @ApiPropertyOptional({ type: 'string', format: 'uuid', isArray: true, maxItems: 200, description: 'These' })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  ids?: string[];
}

export class ReplayDto {
  @ApiProperty({ type: 'integer', description: 'How many are told again' }) messages: number;
  @ApiProperty({
    ...{ type: 'string', format: 'date-time', nullable: true },
    description: 'There are more: ask again with this as "since" when these have come',
  })
  until: string | null;
}

export class TestSentDto {
  @ApiProperty({ type: 'string', format: 'uuid', description: 'webhook-id of the message' }) id: string;
}

class AttemptDto {
  @ApiProperty({ type: 'integer' }) n: number;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'HTTP status; null: no answer' }) status: number | null;
  @ApiProperty({ type: 'integer' }) milliseconds: number;
  @ApiProperty({ type: 'string', nullable: true, description: 'Null: it was taken' }) error: string | null;
}

/** What is sent. */
class WebhookBodyDto {
  @ApiProperty({ type: 'string' }) specversion: '1.0';
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string' }) source: string;
  @ApiProperty({ type: 'string' }) type: string;
  @ApiProperty({ type: 'string' }) subject: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) time: string;
  @ApiProperty({ type: 'string' }) datacontenttype: 'application/json';
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Ids and states alone' })
  data: Record<string, unknown>;
}

export class DeliveryDto {
  @ApiProperty({ type: 'string', format: 'uuid', description: 'webhook-id of the message' }) id: string;
  @ApiProperty({ type: 'string' }) type: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({
    ...{ type: 'string', nullable: true },
    description: 'Of the case, for people who work on it; null for all others, and where it is about none',
  })
  number: string | null;
  @ApiProperty({ type: 'string', enum: deliveryStatuses, description: 'missed: the webhook was switched off' })
  status: DeliveryStatus;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) deliveredAt: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) nextAt: string | null;
  @ApiProperty({ type: AttemptDto, isArray: true, description: 'The last ten, newest first' }) attempts: AttemptDto[];
  @ApiProperty({ type: WebhookBodyDto }) body: WebhookBody;
}

export class DeliveryPage {
  @ApiProperty({ type: DeliveryDto, isArray: true }) items: readonly DeliveryDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}

export function viewDelivery(delivery: WebhookDelivery, number: string | null): DeliveryDto {
  const { id, type, at, status, deliveredAt, nextAt, attempts, body } = delivery;
  return {
    ...{ id, type, at: at.toISOString(), number, status },
    ...{ deliveredAt: deliveredAt?.toISOString() ?? null, nextAt: nextAt?.toISOString() ?? null },
    attempts: attempts.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
    body,
  };
}
