import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { TextView } from '../shell/index.js';

export class QuestionsSavedQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 366, default: 90, description: 'Cases opened since' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(366)
  days: number = 90;
}

const hidden = 'null: from 1 to 4 cases, too few to tell without telling of somebody';

export class DecisionSavingDto {
  @ApiProperty({ type: 'string' }) decision: string;
  @ApiProperty({ type: TextView, nullable: true, description: 'Null: no decision of the active version any more' })
  title: TextView | null;
  @ApiProperty({ type: 'integer', nullable: true, description: `Cases in which it was settled; ${hidden}` })
  cases: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Questions asked in them' }) asked: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Questions, had everybody been asked all of them' })
  all: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Questions that nobody had to answer' })
  saved: number | null;
  @ApiProperty({ type: 'number', nullable: true, description: '`saved` of `all`, from 0 to 1' }) share: number | null;
}

export class QuestionsSavedDto {
  @ApiProperty({ type: 'string' }) program: string;
  @ApiProperty({ type: 'integer' }) days: number;
  @ApiProperty({ type: DecisionSavingDto, isArray: true }) decisions: readonly DecisionSavingDto[];
}
