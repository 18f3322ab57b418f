import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { refuseUnmigrated } from '../../../config/datasource.js';
import { Public } from './access.js';
import { ProblemError } from './problem-error.js';

class HealthView {
  @ApiProperty({ type: 'string', enum: ['ok'] })
  status: 'ok';
}

@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly dataSource: DataSource) {}

  @Get('live')
  @ApiOperation({ operationId: 'isLive', summary: 'The process answers' })
  @ApiOkResponse({ type: HealthView })
  live(): HealthView {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({ operationId: 'isReady', summary: 'The database answers and is migrated' })
  @ApiOkResponse({ type: HealthView })
  async ready(): Promise<HealthView> {
    if (!(await this.isMigrated()))
      throw new ProblemError(503, 'try-again-soon', {}, { headers: { 'retry-after': '5' } });
    return { status: 'ok' };
  }

  private async isMigrated(): Promise<boolean> {
    try {
      await refuseUnmigrated(this.dataSource);
      return true;
    } catch {
      return false;
    }
  }
}
