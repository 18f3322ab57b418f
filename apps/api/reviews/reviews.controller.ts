import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { audit } from '../../../libs/access/index.js';
import { listReviews, loadCase } from '../../../libs/cases/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { lookForDuplicates } from '../duplicates/show-duplicates.js';
import { AllowRoles, CurrentWho, PageQuery, readCursor, toPage } from '../shell/index.js';
import { ReviewPage } from './review.dto.js';
import { showReviews } from './show-review.js';

@ApiTags('worklists')
@AllowRoles('reviewer', 'supervisor')
@Controller('reviews')
export class ReviewsController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({
    operationId: 'listReviews',
    summary:
      'What waits for reviewers, and what I have claimed of it (a supervisor: what anybody has); the first received first',
  })
  @ApiOkResponse({ type: ReviewPage })
  list(@CurrentWho() who: Who, @Query() query: PageQuery): Promise<ReviewPage> {
    const [at, id] = readCursor(query) ?? [];
    const after = at !== undefined && id !== undefined ? { at, id } : null;
    return this.work.run(who, async (tx) => {
      const rows = await listReviews(tx, { limit: query.limit + 1, after });
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.receivedAt, row.id],
        (row) => row,
      );
      await audit(tx, 'list-reviews', { cases: page.items.map((row) => row.id) });
      const loaded = await Promise.all(page.items.map((row) => loadCase(tx, row.id)));
      const duplicates = await lookForDuplicates(
        tx,
        page.items.map(({ id }) => id),
      );
      return { items: await showReviews(tx, page.items, loaded, duplicates), next: page.next };
    });
  }
}
