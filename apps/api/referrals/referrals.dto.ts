import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength, ValidateIf } from 'class-validator';
import type { CaseView } from '../../../libs/cases/index.js';
import {
  type ReferralBox,
  type ReferralStatus,
  referralBoxes,
  referralStatuses,
} from '../../../libs/referrals/index.js';
import { type DeclineReason, declineReasons } from '../../../libs/workflow/index.js';
import { AllowedDto, QuestionDto } from '../cases/case.dto.js';
import { OfferDto } from '../cases/offer.dto.js';
import { PageQuery, TextView } from '../shell/index.js';

const reasons = ['no-answer', ...declineReasons] as const;

export class ReferralQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'string', enum: referralStatuses })
  @IsOptional()
  @IsIn(referralStatuses)
  status?: ReferralStatus;

  @ApiPropertyOptional({
    type: 'string',
    enum: referralBoxes,
    description:
      'Waits for an answer; taken (the client is with the agency, or was with nobody since); done. Never a number that was given',
  })
  @IsOptional()
  @IsIn(referralBoxes)
  box?: ReferralBox;
}

export class AcceptRequest {
  static readonly mayBeLeftOut = true;

  @ApiPropertyOptional({ type: 'string', maxLength: 100, description: 'Which of the teams of that service goes' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  team?: string;
}

export class NameTeamRequest {
  @ApiProperty({
    type: 'string',
    nullable: true,
    maxLength: 100,
    description: 'Who goes instead. Null: none of the teams',
  })
  @ValidateIf((request: NameTeamRequest) => request.team !== null)
  @IsString()
  @Length(1, 100)
  team: string | null;
}

export class DeclineRequest {
  @ApiProperty({ type: 'string', enum: reasons })
  @IsIn(reasons)
  reason: DeclineReason | 'no-answer';
}

export class CompleteRequest {
  @ApiPropertyOptional({ type: 'string', maxLength: 100, description: 'What came of it, in a word' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  outcome?: string;
}

const moment = { type: 'string', format: 'date-time' } as const;
const momentOrNull = { ...moment, nullable: true } as const;

/** What was agreed: by whom, what for, until when. */
export class AgreedDto {
  @ApiProperty({ type: TextView }) purpose: TextView;
  @ApiProperty({ type: 'string', example: 'self' }) by: string;
  @ApiProperty(moment) at: string;
  @ApiProperty({ ...momentOrNull, description: 'Null: until it is taken back' }) until: string | null;
  @ApiProperty({ type: 'boolean', description: 'False: taken back, or over' }) stands: boolean;
}

export class ChangedFactDto {
  @ApiProperty({ type: 'string' }) question: string;
  @ApiProperty(moment) at: string;
}

class ToAgreeDto {
  @ApiProperty({ type: TextView }) purpose: TextView;
  @ApiProperty({ type: TextView, isArray: true, description: 'What would be told' }) facts: TextView[];
}

/** The case, for the agency that has it now. */
export class HoldingDto {
  @ApiProperty({ type: 'integer', description: 'For If-Match of POST /cases/:id/events' }) revision: number;
  @ApiProperty({ type: 'string' }) state: string;
  @ApiProperty({ type: TextView }) stateTitle: TextView;
  @ApiProperty({ type: 'string', enum: ['ask', 'consent', 'offer', 'grant', 'wait', 'end'] }) kind: CaseView['kind'];
  @ApiProperty(momentOrNull) due: string | null;
  @ApiProperty({ type: 'boolean' }) overdue: boolean;
  @ApiProperty({ type: AllowedDto, isArray: true }) allowed: AllowedDto[];
  @ApiProperty({ type: QuestionDto, isArray: true, description: 'Of the fields that are answers' })
  questions: QuestionDto[];
  @ApiProperty({ type: ToAgreeDto, nullable: true, description: 'What the client is asked to agree to now' })
  toAgree: ToAgreeDto | null;
}

/** An offer with the program it comes from. */
export class ReferralDto extends OfferDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) case: string;
  @ApiProperty({ type: TextView }) program: TextView;
  @ApiProperty({ type: 'string', nullable: true }) outcome: string | null;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty({
    type: 'string',
    example: '"YWJvdXQgd2hhdCBpcyB0b2xk"',
    description:
      'For If-Match of accept, start and complete: another one once something else is to be read of the client',
  })
  etag: string;
  @ApiProperty({ type: 'boolean', description: 'What was agreed was taken back: nothing more may be told' })
  withdrawn: boolean;
  @ApiProperty({ type: 'string', enum: referralBoxes, nullable: true }) box: ReferralBox | null;
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Of the case, to be said aloud; null: not told any more',
  })
  number: string | null;
  @ApiProperty({ type: AgreedDto, nullable: true }) agreed: AgreedDto | null;
  @ApiProperty({
    type: ChangedFactDto,
    isArray: true,
    description: 'Of the brief: what was said, or said otherwise, after the agency was asked. Not by its own people',
  })
  changed: ChangedFactDto[];
  @ApiProperty({ type: 'boolean', description: 'The case waits for what comes of it: `complete` is refused till then' })
  teamIsOut: boolean;
  @ApiProperty({ type: HoldingDto, nullable: true, description: 'For an agency that has the case now; else null' })
  holding: HoldingDto | null;
}

export class ReferralPage {
  @ApiProperty({ type: ReferralDto, isArray: true }) items: readonly ReferralDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
  @ApiProperty({ ...moment, description: 'When this was read, by our clock' }) at: string;
}
