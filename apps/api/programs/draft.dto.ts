import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { PageQuery, TextView } from '../shell/index.js';

const statuses = ['open', 'published', 'withdrawn'] as const;

export class OpenDraftRequest {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'Begin with the files of this version. Default: the active one',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2_000_000_000)
  from?: number;

  @ApiPropertyOptional({ type: 'string', maxLength: 2000, description: 'What is to change, and why' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  note: string = '';
}

export class DraftQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'string', enum: statuses })
  @IsOptional()
  @IsIn(statuses)
  status?: (typeof statuses)[number];
}

class PersonView {
  @ApiProperty({ type: 'string' }) id: string;
  @ApiProperty({ type: 'string' }) name: string;
}

class ExampleView {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Answers by question; any other may be anything',
  })
  answers: Record<string, unknown>;
  @ApiProperty({ type: TextView }) said: TextView;
}

export class FindingView {
  @ApiProperty({ type: 'string' }) code: string;
  @ApiProperty({ type: TextView, description: 'What kind of mistake it is' }) title: TextView;
  @ApiProperty({ type: 'string' }) file: string;
  @ApiProperty({ type: 'integer', description: 'From 1' }) line: number;
  @ApiProperty({ type: 'integer', description: 'From 1' }) column: number;
  @ApiProperty({ type: 'string', description: 'What is wrong, in the words of the file' }) message: string;
  @ApiProperty({ type: 'string', description: 'What to write instead' }) instead: string;
  @ApiPropertyOptional({ type: 'integer', description: 'In a decision table: the row, from 1' }) row?: number;
  @ApiPropertyOptional({ type: 'string', description: 'In a decision table: the label of the column' }) cell?: string;
  @ApiPropertyOptional({ type: 'string', description: 'What stands there' }) text?: string;
  @ApiPropertyOptional({ type: ExampleView, description: 'Somebody whom it concerns' }) example?: ExampleView;
}

export class CheckView {
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ type: FindingView, isArray: true, description: 'With one of these it cannot be published' })
  faults: readonly FindingView[];
  @ApiProperty({ type: FindingView, isArray: true }) warnings: readonly FindingView[];
}

class CheckState {
  @ApiProperty({
    type: 'string',
    enum: ['none', 'outdated', 'passed', 'faults'],
    description: 'Of the files as they are now',
  })
  state: 'none' | 'outdated' | 'passed' | 'faults';
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) at: string | null;
}

class ApprovalView {
  @ApiProperty({ type: PersonView }) by: PersonView;
  @ApiProperty({ type: 'string', format: 'date-time' }) at: string;
  @ApiProperty({ type: 'string' }) note: string;
  @ApiProperty({ type: 'string', description: 'The comparison that they had before them' }) backtest: string;
}

export class DraftDto {
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string' }) program: string;
  @ApiProperty({ type: 'integer', description: 'The version that it is to take the place of' }) base: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Whose files it began with; null: the configuration’s' })
  from: number | null;
  @ApiProperty({ type: 'string' }) note: string;
  @ApiProperty({ type: 'string', enum: statuses }) status: (typeof statuses)[number];
  @ApiProperty({ type: 'integer', description: 'Also the ETag' }) revision: number;
  @ApiProperty({ type: 'string', description: 'SHA-256 of its files' }) sha256: string;
  @ApiProperty({ type: 'string', format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: PersonView, nullable: true, description: 'Null: left by the configuration' })
  createdBy: PersonView | null;
  @ApiProperty({ type: PersonView, isArray: true }) editedBy: readonly PersonView[];
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) editedAt: string | null;
  @ApiProperty({ type: CheckState }) checked: CheckState;
  @ApiProperty({ type: ApprovalView, nullable: true, description: 'Any later change of the files takes it away' })
  approval: ApprovalView | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) closedAt: string | null;
  @ApiProperty({ type: PersonView, nullable: true }) closedBy: PersonView | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'The version that it became' }) version: number | null;
}

export class DraftPage {
  @ApiProperty({ type: DraftDto, isArray: true }) items: readonly DraftDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}

class FileView {
  @ApiProperty({ type: 'string' }) name: string;
  @ApiProperty({ type: 'integer' }) characters: number;
  @ApiProperty({ type: 'boolean', description: 'Comes with a fragment that programs share: to be read alone' })
  shared: boolean;
}

class FileChangeView {
  @ApiProperty({ type: 'string' }) name: string;
  @ApiProperty({ type: 'string', enum: ['added', 'removed', 'changed'] }) kind: 'added' | 'removed' | 'changed';
}

class CellChangeView {
  @ApiProperty({ type: TextView }) column: TextView;
  @ApiProperty({ type: 'string' }) before: string;
  @ApiProperty({ type: 'string' }) after: string;
}

class RowChangeView {
  @ApiProperty({ type: 'string', enum: ['added', 'removed', 'changed'] }) kind: 'added' | 'removed' | 'changed';
  @ApiProperty({ type: 'integer', nullable: true, description: 'Where it stands now' }) row: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Where it stood' }) before: number | null;
  @ApiProperty({ type: CellChangeView, isArray: true }) cells: readonly CellChangeView[];
}

class ColumnChangesView {
  @ApiProperty({ type: 'string', isArray: true }) added: readonly string[];
  @ApiProperty({ type: 'string', isArray: true }) removed: readonly string[];
}

class SettingChangeView {
  @ApiProperty({ type: 'string' }) what: string;
  @ApiProperty({ type: 'string' }) before: string;
  @ApiProperty({ type: 'string' }) after: string;
}

class RowCountsView {
  @ApiProperty({ type: 'integer' }) added: number;
  @ApiProperty({ type: 'integer' }) removed: number;
  @ApiProperty({ type: 'integer' }) changed: number;
}

class TableChangeView {
  @ApiProperty({ type: 'string' }) decision: string;
  @ApiProperty({ type: 'string', enum: ['added', 'removed', 'changed'] }) kind: 'added' | 'removed' | 'changed';
  @ApiProperty({ type: ColumnChangesView }) columns: ColumnChangesView;
  @ApiProperty({ type: SettingChangeView, isArray: true }) settings: readonly SettingChangeView[];
  @ApiProperty({ type: RowCountsView }) counts: RowCountsView;
  @ApiProperty({ type: RowChangeView, isArray: true, description: 'The first 500' }) rows: readonly RowChangeView[];
}

class ChangesView {
  @ApiProperty({ type: FileChangeView, isArray: true }) files: readonly FileChangeView[];
  @ApiProperty({ type: TableChangeView, isArray: true }) tables: readonly TableChangeView[];
}

export class DraftDetail extends DraftDto {
  @ApiProperty({ type: FileView, isArray: true }) files: readonly FileView[];
  @ApiProperty({ type: ChangesView, description: 'Against the version that it is to take the place of' })
  changes: ChangesView;
  @ApiProperty({ type: CheckView, nullable: true, description: 'What was found in the files as they are now' })
  findings: CheckView | null;
}

class DraftTableHead {
  @ApiProperty({ type: 'string' }) decision: string;
  @ApiProperty({ type: 'string' }) name: string;
  @ApiProperty({ type: 'string' }) file: string;
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'With which fragment it comes; such a one cannot be changed here',
  })
  fragment: string | null;
  @ApiProperty({ type: 'integer' }) columns: number;
  @ApiProperty({ type: 'integer' }) rows: number;
}

export class DraftTablePage {
  @ApiProperty({ type: DraftTableHead, isArray: true }) items: readonly DraftTableHead[];
}

export class DraftTableDto extends DraftTableHead {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The table as JSON, as a version keeps it' })
  table: unknown;
}
