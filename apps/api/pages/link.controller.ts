import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiParam, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AgencyLink, isSamePress } from '../../../libs/access/index.js';
import { Clock } from '../../../libs/platform/index.js';
import { LinkDesk } from '../links/link-desk.js';
import { type Opened, standingOf } from '../links/read-link.js';
import type { Pressed } from '../links/use-link.js';
import { wordOfShown } from '../links/what-was-shown.js';
import { NotRepeatable, Public } from '../shell/index.js';
import { formOf, type FormFields } from '../shell/form-body.js';
import { appOptions, type AppOptions } from '../shell/options.js';
import { tellDead, tellOver, tellRenewable, tellTooMany } from './dead-link.js';
import { Guesses } from './guesses.js';
import { offerContent, reportContent, saying } from './link-content.js';
import { sendOn } from './page.js';
import type { Fault } from './parts.js';
import { faultsOf, isOfShown, readPress, seenOf, stepSaid } from './read-press.js';
import { speak } from './speak.js';
import {
  addressOf,
  hasAsked,
  isFromElsewhere,
  noFaults,
  placeIn,
  rememberAsked,
  sheetFor,
  tell,
  tokenIn,
  type Visit,
  visitOf,
} from './visit.js';
import { words } from './words.js';

/** How long the page that used a link may be sent again and is told the same: a double tap, a connection that broke. */
const sameTap = 10 * 60_000;

interface Telling {
  readonly status?: number;
  readonly faults?: readonly Fault[];
  readonly asked?: boolean;
  /** What they had read is otherwise now. */
  readonly changed?: boolean;
}

/** The pages behind a link: for somebody at an agency, without an account and without script. GET changes nothing. */
@ApiTags('pages')
@Public()
@Controller('link')
@ApiParam({ name: 'token', type: 'string' })
@ApiQuery({ name: 'lang', enum: ['en', 'fr'], required: false })
@ApiProduces('text/html')
export class LinkController {
  constructor(
    private readonly desk: LinkDesk,
    private readonly guesses: Guesses,
    private readonly clock: Clock,
    @Inject(appOptions) private readonly options: AppOptions,
  ) {}

  @Get(':token')
  @ApiOperation({ operationId: 'openLink', summary: 'The page behind a single-use link: an offer, or what to report' })
  async open(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = visitOf(request, reply, this.clock.now());
    const link = await this.desk.find(token);
    const good = await this.goodLink(visit, link);
    if (good) await this.show(visit, good);
  }

  @Post(':token')
  @ApiConsumes('application/x-www-form-urlencoded')
  @NotRepeatable('The link itself works once, and the page that used it is told the same again.')
  @ApiOperation({ operationId: 'useLink', summary: 'Accepts, declines or reports, and uses the link up' })
  async use(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = visitOf(request, reply, this.clock.now());
    const say = speak(visit.language);
    if (isFromElsewhere(request)) {
      return tell(visit, 403, null, saying(say(words.elsewhereTitle), say(words.elsewhere)));
    }
    const form = formOf(request);
    const link = await this.desk.find(token);
    const by: Pressed = { token, word: form.get('press')?.[0] ?? '' };
    if (link && this.isSameTap(visit, link, by)) return this.goOn(visit, link, form, await this.desk.again(by));
    const standing = standingOf(link, visit.now);
    if (link && form.get('do')?.[0] === 'renew' && (standing === 'expired' || standing === 'used')) {
      await (standing === 'used' ? this.desk.sendAnother(link) : this.desk.renew(link));
      return tell(visit, 200, link, saying(say(words.thanks), say(words.renewed)), { oneLanguage: true });
    }
    const good = await this.goodLink(visit, link);
    if (!good) return;
    if (form.get('do')?.[0] !== 'show') return this.press(visit, good, form, by);
    rememberAsked(visit, token, this.isSecure);
    return this.show(visit, good, { asked: true });
  }

  /** Null: it does not work, and that was told. */
  private async goodLink(visit: Visit, link: AgencyLink | null): Promise<AgencyLink | null> {
    const standing = standingOf(link, visit.now);
    if (standing === 'good') return link;
    if (standing === 'unknown' && this.guesses.isTooMany(visit.request)) tellTooMany(visit);
    else if (link && standing === 'expired' && (await this.desk.canRenew(link))) {
      tellRenewable(visit, link);
    } else tellDead(visit, link, standing);
    return null;
  }

  private async show(
    visit: Visit,
    link: AgencyLink,
    { status = 200, faults = noFaults, asked, changed = false }: Telling = {},
  ) {
    const showsBrief = asked ?? hasAsked(visit);
    const look = { token: tokenIn(visit), told: showsBrief, asked: asked ?? false };
    this.showOpened(visit, link, await this.desk.open(link, look), { status, faults, asked: showsBrief, changed });
  }

  private showOpened(visit: Visit, link: AgencyLink, opened: Opened, telling: Required<Telling>): void {
    if (opened.kind === 'over') return tellOver(visit, link, opened);
    const { status, faults, asked, changed } = telling;
    const typed = formOf(visit.request);
    const said = status === 422 || changed ? stepSaid(typed) : null;
    const { step, seen: before } =
      visit.request.method === 'POST' ? { step: said, seen: seenOf(typed) } : placeIn(visit.request);
    const seen = opened.kind === 'offer' ? wordOfShown(tokenIn(visit), opened.referral, asked) : before;
    const sheet = sheetFor(visit, link, { faults, typed, showsBrief: asked, step, seen, changed });
    const content = opened.kind === 'offer' ? offerContent(sheet, opened) : reportContent(sheet, opened);
    const titled = changed ? words.changedTitle : words.wrongTitle;
    tell(visit, status, link, content, { titled: faults.length > 0 ? titled : null });
  }

  private async press(visit: Visit, link: AgencyLink, form: FormFields, by: Pressed): Promise<void> {
    const say = speak(visit.language);
    const asked = hasAsked(visit) || isOfShown(form);
    const opened = await this.desk.open(link, { token: by.token, told: asked, asked: false });
    const read = readPress(form, opened, say);
    const used = read.kind === 'press' ? await this.desk.press(link, read.press, by) : null;
    if (used?.kind === 'done') return this.goOn(visit, link, form, used.next?.token ?? null);
    // Was it the other half of a double tap? Whatever this one came too late for, it is told the same.
    const now = await this.desk.find(by.token);
    if (now && this.isSameTap(visit, now, by)) return this.goOn(visit, now, form, await this.desk.again(by));
    const again = (faults: readonly Fault[]) =>
      this.showOpened(visit, link, opened, { status: 422, faults, asked, changed: false });
    if (read.kind === 'faults') return again(read.faults);
    if (used?.kind === 'refused') return again(faultsOf(used.refused, form, opened, say));
    const good = await this.goodLink(visit, now);
    if (!good) return;
    const changed = used?.kind === 'changed';
    const faults = [{ field: null, text: say(changed ? words.changed : words.notNow) }];
    await this.show(visit, good, { status: 409, asked, changed, faults });
  }

  /** On to the next link; or thanks, where there is nothing more to tell. */
  private goOn(visit: Visit, link: AgencyLink, form: FormFields, next: string | null): void {
    if (next !== null) {
      rememberAsked(visit, next, this.isSecure);
      const { still } = placeIn(visit.request);
      return sendOn(visit.reply, `/link/${next}${addressOf(visit.language, { step: null, still, seen: null })}`);
    }
    const say = speak(visit.language);
    const then = form.get('do')?.[0] === 'decline' ? words.declined : words.done;
    tell(visit, 200, link, saying(say(words.thanks), say(then)), { oneLanguage: true });
  }

  private isSameTap({ now }: Visit, link: AgencyLink, { word }: Pressed): boolean {
    const { usedAt } = link;
    if (usedAt === null || link.revokedAt !== null || now.getTime() - usedAt.getTime() > sameTap) return false;
    return isSamePress(link, word);
  }

  private get isSecure(): boolean {
    return this.options.publicUrl?.startsWith('https:') ?? false;
  }
}
