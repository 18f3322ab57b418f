import { ApiProperty } from '@nestjs/swagger';
import { OwnerDto } from '../cases/case.dto.js';
import { TextView } from '../shell/index.js';

export class NamedOwnerDto extends OwnerDto {
  @ApiProperty({ type: TextView }) name: TextView;
}

export class FloorItemDto {
  @ApiProperty({ type: 'string', enum: ['case', 'contact'] }) kind: 'case' | 'contact';
  @ApiProperty({ type: 'string', format: 'uuid' }) id: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'Of a case' }) number: string | null;
  @ApiProperty({ type: TextView, description: 'Of a contact: what its line is called' }) programTitle: TextView;
  @ApiProperty({ type: TextView }) stateTitle: TextView;
  @ApiProperty({ type: NamedOwnerDto, nullable: true }) owner: NamedOwnerDto | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true }) due: string | null;
  @ApiProperty({ type: 'integer', description: 'How often its deadline has passed' }) overdue: number;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When it passed last' })
  overdueSince: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' }) openedAt: string;
  @ApiProperty({ type: 'string', format: 'uuid' }) contact: string;
  @ApiProperty({ type: 'boolean', description: 'A life is at risk: by the last verdict, or emergency help is called' })
  risk: boolean;
  @ApiProperty({ type: 'boolean', description: 'Whether a life is at risk is being asked about again' })
  safetyAsked: boolean;
}

export class FloorPage {
  @ApiProperty({ type: FloorItemDto, isArray: true }) items: readonly FloorItemDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
