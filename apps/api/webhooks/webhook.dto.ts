import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import { secretKinds, type Webhook, webhookEvents } from '../../../libs/agencies/index.js';

const url = { type: 'string', maxLength: 2000, example: 'https://partner.example.org/front-door' } as const;
const description = { type: 'string', maxLength: 200, example: 'Our case system' } as const;
const events = {
  ...{ type: 'string' as const, enum: [...webhookEvents], isArray: true },
  description: 'What it is told of. Empty: everything',
} satisfies ApiPropertyOptions;

export class WebhookRequest {
  @ApiProperty({ ...url, description: 'Where it is told: https, and no private address' })
  @IsString()
  @Length(1, 2000)
  url: string;

  @ApiPropertyOptional(description)
  @IsOptional()
  @IsString()
  @Length(0, 200)
  description?: string;

  @ApiPropertyOptional(events)
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(webhookEvents.length)
  @ArrayUnique()
  @IsIn(webhookEvents, { each: true })
  events?: string[];
}

export class WebhookChangeRequest {
  @ApiPropertyOptional(url)
  @IsOptional()
  @IsString()
  @Length(1, 2000)
  url?: string;

  @ApiPropertyOptional(description)
  @IsOptional()
  @IsString()
  @Length(0, 200)
  description?: string;

  @ApiPropertyOptional(events)
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(webhookEvents.length)
  @ArrayUnique()
  @IsIn(webhookEvents, { each: true })
  events?: string[];

  @ApiPropertyOptional({ type: 'boolean', description: 'False: nothing is sent. What it misses can be replayed' })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}

export class RotateRequest {
  @ApiPropertyOptional({
    ...{ type: 'integer', minimum: 0, maximum: 336, default: 24 },
    description: 'For so long messages are signed with the former secrets too',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(336)
  overlapHours?: number;
}

class SecretDto {
  @ApiProperty({ type: 'string', enum: secretKinds }) kind: (typeof secretKinds)[number];
  @ApiProperty({ type: 'string', nullable: true, description: 'whpk_…, to check the signatures v1a with' })
  publicKey: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'While two overlap: its end' })
  expiresAt: string | null;
}

export class WebhookDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string' }) agency: string;
  @ApiProperty({ type: 'string' }) url: string;
  @ApiProperty({ type: 'string' }) description: string;
  @ApiProperty({ type: 'string', isArray: true, description: 'Empty: everything' }) events: readonly string[];
  @ApiProperty({ type: 'boolean' }) enabled: boolean;
  @ApiProperty({ type: 'string', enum: ['by-person', 'gone'], nullable: true, description: 'gone: it answered 410' })
  disabledWhy: 'by-person' | 'gone' | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Nothing was taken since then' })
  failingSince: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: 'string' }) createdBy: string;
  @ApiProperty({ type: 'integer', description: 'The ETag is made from it: 3 is "3"' }) revision: number;
  @ApiProperty({ type: SecretDto, isArray: true, description: 'Those that sign now, newest first' })
  secrets: SecretDto[];
}

export class WebhookMadeDto extends WebhookDto {
  @ApiProperty({ type: 'string', description: 'whsec_…, to check the signatures v1 with. It is shown this once' })
  secret: string;
}

export class WebhookPage {
  @ApiProperty({ type: WebhookDto, isArray: true }) items: readonly WebhookDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}

export function viewWebhook(webhook: Webhook): WebhookDto {
  const { id, agency, revision, disabledWhy, failingSince, createdAt, createdBy, secrets } = webhook;
  return {
    ...{ id, agency, url: webhook.url, description: webhook.description, events: webhook.events },
    ...{ enabled: webhook.disabledAt === null, disabledWhy, failingSince: failingSince?.toISOString() ?? null },
    ...{ createdAt: createdAt.toISOString(), createdBy, revision },
    secrets: secrets.map(({ kind, publicKey, createdAt: made, expiresAt }) => ({
      ...{ kind, publicKey, createdAt: new Date(made).toISOString() },
      expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    })),
  };
}
