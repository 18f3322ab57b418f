import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { asStep, loadTheirs, mayReadCase } from '../../../libs/cases/index.js';
import { listPools, type PoolAsked } from '../../../libs/grants/index.js';
import { type Tx, UnitOfWork, type Who } from '../../../libs/platform/index.js';
import { findActiveVersion, listPrograms } from '../../../libs/programs/index.js';
import { termsOfCase, termText } from '../../../libs/workflow/index.js';
import { AllowRoles, CurrentWho, notFound, placeOf, readCursor, toPage } from '../shell/index.js';
import { type GrantFiguresDto, GrantFiguresPage, GrantsQuery } from './grants.dto.js';

/** Funded places: how many there are, how many are taken, how many people wait. */
@ApiTags('grants')
@AllowRoles('supervisor', 'reviewer', 'funder')
@Controller('grants')
export class GrantsController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @ApiOperation({ operationId: 'listGrants', summary: 'Places, taken and waiting of each grant, by year and period' })
  @ApiOkResponse({ type: GrantFiguresPage })
  list(@CurrentWho() who: Who, @Query() query: GrantsQuery): Promise<GrantFiguresPage> {
    const after = readCursor(query)?.[1] ?? null;
    return this.work.run(who, async (tx) => {
      const of = query.case === undefined ? null : await poolsOfCase(tx, query.case);
      const items = await figuresOf(tx, of?.program ?? query.program, of?.pools);
      const behind = items.slice(items.findIndex(({ id }) => placeOf(id)[1] === after) + 1);
      return toPage(
        behind,
        query.limit,
        ({ id }) => placeOf(id),
        (figures) => figures,
      );
    });
  }
}

/** Figures are nobody's, but which of them are asked for tells for when somebody applies: a funder sees no case. */
async function poolsOfCase(tx: Tx, id: string): Promise<{ readonly program: string; readonly pools: PoolAsked[] }> {
  const theirs = tx.who.role !== 'funder' && (await mayReadCase(tx, id)) ? await loadTheirs(tx, id) : null;
  if (!theirs) throw notFound();
  const { run, loaded } = theirs;
  const { record, answers } = loaded;
  const pools = termsOfCase({ run, state: record.state, answers, now: tx.now.toISOString() });
  return { program: record.program, pools: [...pools] };
}

async function figuresOf(tx: Tx, wanted: string | undefined, pools?: readonly PoolAsked[]): Promise<GrantFiguresDto[]> {
  const items: GrantFiguresDto[] = [];
  for (const { id } of await listPrograms(tx)) {
    const program = wanted === undefined || wanted === id ? (await findActiveVersion(tx, id))?.program : undefined;
    if (!program?.grants) continue;
    // A quota is the whole tenant's: somebody of a region reads the same figures, and nothing of anybody.
    for (const { grant, term, ...figures } of await asStep(tx, () => listPools(tx, program, pools))) {
      const definition = program.grants[grant];
      if (!definition) continue;
      const { title, per } = definition;
      const { year, month } = term;
      const named = { program: id, programTitle: program.title, grant, title, per, year, term: termText(term, per) };
      items.push({ id: `${id} ${grant} ${year}${month === 1 ? '' : `-${month}`}`, ...named, ...figures });
    }
  }
  return items;
}
