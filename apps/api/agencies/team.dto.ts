import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsLocale,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import {
  fullPresets,
  spanShape,
  teamConditions,
  type FullPreset,
  type TeamCondition,
} from '../../../libs/agencies/index.js';
import { IsMoment, TextView } from '../shell/index.js';
import { FullOptionDto } from './agency.dto.js';

const spansOfDay = { type: 'string', isArray: true, maxItems: 6, example: ['08:00-20:00'] } as const;
const Spans = (): PropertyDecorator => (target, key) => {
  ApiPropertyOptional(spansOfDay)(target, key);
  for (const decorate of [IsOptional(), IsArray(), ArrayMaxSize(6), Matches(spanShape, { each: true })]) {
    decorate(target, key);
  }
};

const onHolidays = ['same', 'closed'] as const;

/** Weekly spans in the agency's local time; a day that is left out is off. `22:00-06:00` ends next morning. */
export class ShiftsDto {
  @ApiProperty({ type: 'boolean', description: 'Around the clock; the days then say nothing' })
  @IsBoolean()
  always: boolean;

  @Spans() monday?: string[];
  @Spans() tuesday?: string[];
  @Spans() wednesday?: string[];
  @Spans() thursday?: string[];
  @Spans() friday?: string[];
  @Spans() saturday?: string[];
  @Spans() sunday?: string[];

  @ApiPropertyOptional({ type: 'string', enum: onHolidays, description: 'Left out: the same as on other days' })
  @IsOptional()
  @IsIn(onHolidays)
  holidays?: (typeof onHolidays)[number];

  @ApiPropertyOptional({ ...spansOfDay, description: 'Instead of holidays: spans of their own' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(6)
  @Matches(spanShape, { each: true })
  holidaySpans?: string[];
}

export class TeamNameDto {
  @ApiProperty({ type: 'string', maxLength: 100, example: 'Team 1' })
  @IsString()
  @Length(1, 100)
  en: string;

  @ApiProperty({ type: 'string', maxLength: 100, example: 'Équipe 1' })
  @IsString()
  @Length(1, 100)
  fr: string;
}

export class ChangeTeamRequest {
  @ApiProperty({ type: TeamNameDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => TeamNameDto)
  name: TeamNameDto;

  @ApiProperty({ type: ShiftsDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => ShiftsDto)
  shifts: ShiftsDto;

  @ApiPropertyOptional({
    type: 'string',
    isArray: true,
    maxItems: 20,
    description: 'Codes beyond those of the service',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsLocale({ each: true })
  languages?: string[];
}

export class AddTeamRequest extends ChangeTeamRequest {
  @ApiProperty({ type: 'string', maxLength: 100, description: 'One of the agency’s services' })
  @IsString()
  @Length(1, 100)
  service: string;
}

export class TeamServiceRequest {
  @ApiProperty({ type: 'boolean', description: 'True: it cannot be sent, whatever its shifts say' })
  @IsBoolean()
  outOfService: boolean;

  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    description: 'When that ends by itself. With its offset from UTC',
  })
  @IsOptional()
  @IsMoment()
  until?: string;

  @ApiPropertyOptional({ type: 'string', enum: fullPresets, description: 'The same in words, instead of until' })
  @IsOptional()
  @IsIn(fullPresets)
  preset?: FullPreset;
}

class SentDto {
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true, description: 'Null: another region answers for it' })
  referral: string | null;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true }) case: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'What the case is called aloud, while you may see it' })
  number: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) since: string;
}

class OutDto {
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Null: until somebody says so' })
  until: string | null;
}

export class TeamDto {
  @ApiProperty({ type: 'string' }) id: string;
  @ApiProperty({ type: 'string' }) agency: string;
  @ApiProperty({ type: 'string' }) service: string;
  @ApiProperty({ type: TextView }) name: TextView;
  @ApiProperty({ type: 'string', isArray: true }) languages: readonly string[];
  @ApiProperty({ type: ShiftsDto }) shifts: ShiftsDto;
  @ApiProperty({ type: 'string', enum: teamConditions }) condition: TeamCondition;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) shiftEnds: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) shiftBegins: string | null;
  @ApiProperty({ type: OutDto, nullable: true }) out: OutDto | null;
  @ApiProperty({ type: FullOptionDto, isArray: true, description: 'What "out of service until" means in words now' })
  outOptions: readonly FullOptionDto[];
  @ApiProperty({ type: SentDto, nullable: true, description: 'Whom it was sent for' }) busy: SentDto | null;
  @ApiProperty({ type: 'integer', description: 'The ETag is made from it. Being sent does not move it' })
  revision: number;
}

export class TeamPage {
  @ApiProperty({ type: TeamDto, isArray: true }) items: readonly TeamDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
