import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { type ReferralStatus, referralStatuses } from '../../../libs/referrals/index.js';
import { type DeclineReason, declineReasons } from '../../../libs/workflow/index.js';
import { OfferDto } from '../cases/case.dto.js';
import { PageQuery, TextView } from '../shell/index.js';

const reasons = ['no-answer', ...declineReasons] as const;

export class ReferralQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'string', enum: referralStatuses })
  @IsOptional()
  @IsIn(referralStatuses)
  status?: ReferralStatus;
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

/** An offer with the program it comes from. */
export class ReferralDto extends OfferDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) case: string;
  @ApiProperty({ type: 'string', nullable: true }) agency: string | null;
  @ApiProperty({ type: TextView }) program: TextView;
  @ApiProperty({ type: 'string', nullable: true }) outcome: string | null;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty({ type: 'boolean', description: 'What was agreed was taken back: nothing more may be told' })
  withdrawn: boolean;
}

export class ReferralPage {
  @ApiProperty({ type: ReferralDto, isArray: true }) items: readonly ReferralDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
