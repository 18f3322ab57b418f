import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

export class ApplicationCodeRequest {
  @ApiProperty({
    type: 'boolean',
    description:
      'True: whoever asks for it said who they are, and it is as it stands in the case. It need not be so within the call in which they began',
    example: true,
  })
  @IsBoolean()
  checked: boolean;
}

export class ApplicationCodeDto {
  @ApiProperty({ type: 'string', example: 'K4MX-7PQR', description: 'Names the application, and opens nothing' })
  number: string;
  @ApiProperty({ type: 'string', example: 'W3HT-9BVC-DK', description: 'Told this once; the one before opens nothing' })
  code: string;
  @ApiProperty({ type: 'string', example: 'help.example.org/apply/ontario-211/affordable-access/resume' })
  address: string;
}
