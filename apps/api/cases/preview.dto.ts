import { ApiProperty } from '@nestjs/swagger';
import type { RefusalReason } from '../../../libs/workflow/index.js';
import { TextView } from '../shell/index.js';
import { TeamThenDto } from './case.dto.js';

const text = { type: TextView } as const;
const textOrNull = { type: TextView, nullable: true } as const;

class StateChangeDto {
  @ApiProperty({ type: 'string' }) from: string;
  @ApiProperty({ type: 'string' }) to: string;
  @ApiProperty({ ...text, description: 'What the state that it leads to is called' }) title: TextView;
}

class VerdictChangeDto {
  @ApiProperty({ type: 'string' }) decision: string;
  @ApiProperty(text) title: TextView;
  @ApiProperty({ ...textOrNull, description: 'Null: still open' }) before: TextView | null;
  @ApiProperty(textOrNull) after: TextView | null;
}

class OfferChangeDto {
  @ApiProperty({ type: 'string' }) service: string;
  @ApiProperty(text) name: TextView;
  @ApiProperty({ type: 'string', enum: ['revoked', 'told'], description: 'told: they hear that facts have changed' })
  what: 'revoked' | 'told';
}

class TeamChangeDto extends TeamThenDto {
  @ApiProperty({ type: 'string' }) service: string;
}

class NewQuestionDto {
  @ApiProperty({ type: 'string' }) question: string;
  @ApiProperty(text) ask: TextView;
  @ApiProperty({ ...text, description: 'What it is called in a list' }) short: TextView;
}

class RefusedDto {
  @ApiProperty({ type: 'string', example: 'answer-does-not-fit-the-question' }) reason: RefusalReason;
  @ApiProperty(text) detail: TextView;
}

export class ChangesDto {
  @ApiProperty({ type: StateChangeDto, nullable: true, description: 'Null: the case stays where it is' })
  state: StateChangeDto | null;
  @ApiProperty({ type: VerdictChangeDto, isArray: true }) verdicts: VerdictChangeDto[];
  @ApiProperty({ type: OfferChangeDto, isArray: true }) offers: OfferChangeDto[];
  @ApiProperty({
    ...{ type: TeamChangeDto, nullable: true },
    description: 'What becomes of the team that is out; null: none is',
  })
  team: TeamChangeDto | null;
  @ApiProperty({ type: 'string', isArray: true, description: 'Questions whose answer is lost and is asked for again' })
  again: string[];
  @ApiProperty({
    type: 'string',
    isArray: true,
    description: 'Questions whose answer is lost, and is not asked for now',
  })
  forgets: string[];
  @ApiProperty({ type: NewQuestionDto, isArray: true, description: 'Questions that come up and were not asked before' })
  asks: NewQuestionDto[];
  @ApiProperty({ ...textOrNull, description: 'How the case would end; null: it goes on' }) ends: TextView | null;
  @ApiProperty({ type: RefusedDto, nullable: true, description: 'Not null: the answers would change nothing' })
  refused: RefusedDto | null;
}

export class PreviewDto {
  @ApiProperty({ type: 'integer', description: 'Of the case that this was worked out from' }) revision: number;
  @ApiProperty({ type: ChangesDto }) changes: ChangesDto;
}
