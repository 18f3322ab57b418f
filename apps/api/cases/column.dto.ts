import { ApiProperty } from '@nestjs/swagger';
import type { ColumnView, TotalView } from '../../../libs/cases/index.js';
import { columnTypes } from '../../../libs/workflow/index.js';
import { TextView } from '../shell/index.js';

const text = { type: TextView } as const;
const string = { type: 'string' } as const;
const strings = { type: 'string', isArray: true } as const;
const numberOrNull = { type: 'number', nullable: true } as const;
const booleanOrNull = { type: 'boolean', nullable: true } as const;

export class ChoiceDto {
  @ApiProperty(string) value: string;
  @ApiProperty(text) label: TextView;
}

export class ColumnDto {
  @ApiProperty({ type: 'string', example: 'born' }) id: string;
  @ApiProperty({ type: 'string', enum: columnTypes }) type: ColumnView['type'];
  @ApiProperty(text) label: TextView;
  @ApiProperty({ type: ChoiceDto, isArray: true }) answers: ChoiceDto[];
  @ApiProperty({ type: 'boolean', description: 'A row may be without it' }) optional: boolean;
  @ApiProperty(numberOrNull) min: number | null;
  @ApiProperty(numberOrNull) max: number | null;
  @ApiProperty({
    ...numberOrNull,
    description: 'What it counts as in a sum where a row is without it; null: not known',
  })
  missing: number | null;
}

class RowTestDto {
  @ApiProperty(string) column: string;
  @ApiProperty({ ...strings, nullable: true, description: 'One of these' }) words: string[] | null;
  @ApiProperty({ ...booleanOrNull, description: 'This yes or no' }) is: boolean | null;
  @ApiProperty({ type: 'boolean', description: 'The bounds are whole years since the date' }) years: boolean;
  @ApiProperty(numberOrNull) min: number | null;
  @ApiProperty(numberOrNull) max: number | null;
}

export class TotalDto {
  @ApiProperty({ type: 'string', example: 'household_size', description: 'The question that follows from the rows' })
  question: string;
  @ApiProperty({ ...text, description: 'What it is called in a list' }) short: TextView;
  @ApiProperty({ type: 'string', enum: ['integer', 'money'] }) type: TotalView['type'];
  @ApiProperty({ ...strings, nullable: true, description: 'Columns that are summed; null: rows are counted' })
  sums: string[] | null;
  @ApiProperty({ type: RowTestDto, isArray: true, description: 'Of those rows for which all of it holds' })
  where: RowTestDto[];
  @ApiProperty(numberOrNull) min: number | null;
  @ApiProperty(numberOrNull) max: number | null;
}

export class RowsDto {
  @ApiProperty({ type: ColumnDto, isArray: true, description: 'What each row is asked' }) columns: ColumnDto[];
  @ApiProperty({ type: TotalDto, isArray: true, description: 'What is worked out from the rows' }) totals: TotalDto[];
}
