import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import { type PartnerKey, type Scope, scopes } from '../../../libs/access/index.js';

export class KeyRequest {
  @ApiProperty({ type: 'string', maxLength: 100, example: 'Our case system' })
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiProperty({ type: 'string', enum: [...scopes], isArray: true, minItems: 1 })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(scopes.length)
  @ArrayUnique()
  @IsIn(scopes, { each: true })
  scopes: Scope[];

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 730, default: 365, description: 'How long it holds' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(730)
  days?: number;
}

export class KeyRotateRequest {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 336,
    default: 24,
    description: 'The former holds so long',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(336)
  overlapHours?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 730,
    default: 365,
    description: 'How long the new holds',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(730)
  days?: number;
}

export class KeyDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string' }) agency: string;
  @ApiProperty({ type: 'string' }) name: string;
  @ApiProperty({ type: 'string', enum: [...scopes], isArray: true }) scopes: readonly string[];
  @ApiProperty({ type: 'string', format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: 'string' }) createdBy: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) expiresAt: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) revokedAt: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'To the minute' })
  lastUsedAt: string | null;
}

export class KeyMadeDto extends KeyDto {
  @ApiProperty({ type: 'string', description: 'fd_…: send it as Authorization: Bearer. It is shown this once' })
  secret: string;
}

export class KeyPage {
  @ApiProperty({ type: KeyDto, isArray: true }) items: readonly KeyDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}

export function viewKey({ createdAt, expiresAt, revokedAt, lastUsedAt, ...key }: PartnerKey): KeyDto {
  return {
    ...key,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
