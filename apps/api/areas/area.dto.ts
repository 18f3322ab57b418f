import { ApiProperty } from '@nestjs/swagger';
import { TextView } from '../shell/index.js';

class PlaceDto {
  @ApiProperty({ type: 'string', example: 'ward-15' }) value: string;
  @ApiProperty({ type: TextView }) label: TextView;
}

class PlacesDto {
  @ApiProperty({ type: 'string', example: 'ward' }) question: string;
  @ApiProperty({ type: TextView }) short: TextView;
  @ApiProperty({ type: PlaceDto, isArray: true }) values: readonly PlaceDto[];
}

export class AreaDto {
  @ApiProperty({ type: 'string', example: 'tccs area north-east', description: 'Program, decision, outcome' })
  id: string;
  @ApiProperty({ type: TextView }) programTitle: TextView;
  @ApiProperty({ type: TextView }) name: TextView;
  @ApiProperty({
    type: PlacesDto,
    isArray: true,
    description: 'A later question counts where the ones before say nothing',
  })
  places: readonly PlacesDto[];
  @ApiProperty({
    type: 'string',
    isArray: true,
    description: 'Services, in the order in which they are asked by themselves',
  })
  order: readonly string[];
  @ApiProperty({ type: 'string', isArray: true, description: 'Services among which a supervisor picks otherwise' })
  picks: readonly string[];
}

export class AreaPage {
  @ApiProperty({ type: AreaDto, isArray: true }) items: readonly AreaDto[];
  @ApiProperty({ type: 'string', nullable: true }) next: string | null;
}
