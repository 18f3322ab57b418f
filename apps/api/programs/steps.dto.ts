import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsMoment, TextView } from '../shell/index.js';
import { DraftDto } from './draft.dto.js';

export class ApproveRequest {
  @ApiPropertyOptional({ type: 'string', maxLength: 2000, description: 'What was looked at' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note: string = '';
}

export class PublishRequest {
  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    description: 'Leave it out: a version begins when it is published. With its offset from UTC',
  })
  @IsOptional()
  @IsMoment()
  effective?: string;
}

export class BacktestRequest {
  @ApiPropertyOptional({
    type: 'string',
    isArray: true,
    maxItems: 100,
    description: 'These decisions alone. Default: all that both have; an approval needs all',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  decisions?: string[];
}

class OpenCasesOfVersion {
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ type: 'integer' }) cases: number;
}

class OpenCasesView {
  @ApiProperty({ type: OpenCasesOfVersion, isArray: true }) versions: readonly OpenCasesOfVersion[];
  @ApiProperty({ type: 'string', isArray: true, description: 'Numbers of the first 200, oldest first' })
  numbers: readonly string[];
}

export class PublishedDto extends DraftDto {
  @ApiProperty({ type: OpenCasesView, description: 'Cases that are open keep the version that they began with' })
  openCases: OpenCasesView;
}

class OutcomeView {
  @ApiProperty({ type: 'string', nullable: true, description: 'Null: not settled' }) id: string | null;
  @ApiProperty({ type: TextView }) label: TextView;
}

class CountView {
  @ApiProperty({ type: OutcomeView }) from: OutcomeView;
  @ApiProperty({ type: OutcomeView }) to: OutcomeView;
  @ApiProperty({ type: 'integer' }) cases: number;
}

export class FlipView {
  @ApiProperty({ type: 'string', format: 'uuid' }) case: string;
  @ApiProperty({ type: 'string', nullable: true }) from: string | null;
  @ApiProperty({ type: 'string', nullable: true }) to: string | null;
}

class DecisionFiguresView {
  @ApiProperty({ type: 'string' }) decision: string;
  @ApiProperty({ type: TextView }) title: TextView;
  @ApiProperty({ type: CountView, isArray: true, description: 'From which outcome to which, unchanged ones too' })
  counts: readonly CountView[];
  @ApiProperty({ type: 'integer', description: 'How many cases would have another outcome' }) changed: number;
  @ApiProperty({ type: 'integer', description: 'How many of these can be read one by one' }) named: number;
  @ApiProperty({ type: FlipView, isArray: true, description: 'The first 200 of them' }) flips: readonly FlipView[];
  @ApiProperty({ type: 'string', nullable: true, description: 'Cursor of the next ones at …/flips/:decision' }) next:
    string | null;
}

class NotComparableView {
  @ApiProperty({ type: 'string' }) reason: string;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ type: 'integer' }) cases: number;
}

export class BacktestDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', format: 'uuid' }) draft: string;
  @ApiProperty({ type: 'string', description: 'SHA-256 of the draft’s files as they were' }) sha256: string;
  @ApiProperty({ type: 'integer', description: 'The version they were compared with' }) base: number;
  @ApiProperty({ type: 'string', isArray: true }) decisions: readonly string[];
  @ApiProperty({ type: 'boolean', description: 'All decisions that both have: an approval needs such a one' })
  complete: boolean;
  @ApiProperty({ type: 'boolean', description: 'The files are still the same' }) current: boolean;
  @ApiProperty({
    type: 'string',
    enum: ['running', 'finished', 'failed', 'stopped'],
    description: '`stopped`: nobody works on it any more, start it anew',
  })
  status: 'running' | 'finished' | 'failed' | 'stopped';
  @ApiProperty({ type: 'integer' }) done: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null until the cases are counted' }) total:
    number | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) startedAt: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) finishedAt: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Milliseconds from start to end' }) took: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Cases that both decided' }) compared: number | null;
  @ApiProperty({ type: NotComparableView, isArray: true }) notComparable: readonly NotComparableView[];
  @ApiProperty({ type: DecisionFiguresView, isArray: true }) figures: readonly DecisionFiguresView[];
}

export class BacktestPage {
  @ApiProperty({ type: BacktestDto, isArray: true, description: 'The newest first, 20 at most' })
  items: readonly BacktestDto[];
}

export class FlipPage {
  @ApiProperty({ type: FlipView, isArray: true }) items: readonly FlipView[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
