import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  admitDevice,
  type ApplicationKeys,
  audit,
  caseOfDevice,
  noteDevice,
  dismissDevice,
  giveApplicationKeys,
  tryApplicationKeys,
} from '../../../libs/access/index.js';
import { findUnfinished, forgetUnfinished, keepUnfinished, type Unfinished } from '../../../libs/clients/index.js';
import {
  actorOf,
  AdvanceCase,
  asHouse,
  askAsHouse,
  EffectRefused,
  findRenewal,
  type Happening,
  type LoadedCase,
  loadCase,
  OpenCase,
  runnable,
} from '../../../libs/cases/index.js';
import { ownCase, type Tx, UnitOfWork } from '../../../libs/platform/index.js';
import { opensCase, type Program, type Refused } from '../../../libs/workflow/index.js';
import { clientOf, type Door, findDoorway, mayBeDoor, openDoor } from './door.js';
import { findStanding, readStanding, type Standing, type StandingRows } from './read-standing.js';

export type Pressed =
  | { readonly kind: 'done' }
  /** Another application was begun by it: the device goes on with that one. */
  | { readonly kind: 'opened'; readonly begun: Begun }
  /** What was pressed was said of something else than what stands there now. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'refused'; readonly refused: Refused };

/** Where an application stands, and what was begun to be filled in. */
export interface Found {
  readonly loaded: LoadedCase;
  readonly standing: Standing;
  readonly unfinished: Unfinished;
}
/** Somebody's application, on a device that is with it. */
export interface Application extends Found {
  readonly token: string;
  readonly caseId: string;
  /** The number with which they come back. */
  readonly handle: string | null;
}
export interface Came {
  readonly door: Door;
  /** Null: this device is with none at this door. */
  readonly application: Application | null;
}

/** What stays in the inputs of a page: half filled in, or nothing to keep. */
export interface Left {
  readonly keep: Unfinished;
  /** By question. */
  readonly forget: readonly string[];
}

export interface ToPress {
  readonly happening: Happening;
  /** As it was read; null: it is said of nothing that may have changed. */
  readonly revision: number | null;
  readonly left: Left;
}

export interface Begun extends ApplicationKeys {
  readonly token: string;
}

/** So long a second press of the same button may come after the first. */
const aMoment = 60_000;

const beginAt = (tx: Tx, id: string): Promise<Begun> =>
  asHouse(tx, async () => ({ ...(await giveApplicationKeys(tx, id)), token: admitDevice(tx, id) }));

/** All that somebody may do who applies by themself: in transactions of their own, in which they see their one case. */
@Injectable()
export class ApplicationDesk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly commands: CommandBus,
  ) {}

  /** Who comes to a door, and where their application stands. In one round trip, for every page and every press begins with it. */
  async come(tenant: string, name: string, token: string | null): Promise<Came | null> {
    if (!mayBeDoor(tenant, name)) return null;
    const { doorway, device, rows } = await this.work.look(clientOf(tenant, null), (tx) => lookIn(tx, name, token));
    // Most often all is known by now, and nothing more is asked.
    return this.work.run(clientOf(tenant, device?.caseId ?? null), async (tx) => {
      if (device?.isToNote && token !== null) await asHouse(tx, async () => Promise.resolve(noteDevice(tx, token)));
      const door = await openDoor(tx, doorway);
      if (!door || token === null || !device) return door && { door, application: null };
      const found = await foundAt(tx, door, rows);
      return { door, application: found && { token, ...device, ...found } };
    });
  }

  /** Opens the case, and the ways back to it, in one transaction. */
  begin({ tenant, line, run }: Door, language: string): Promise<Begun> {
    const wish = { program: run.program.id, contact: null, channel: 'web', language, line: line.id };
    const command = new OpenCase<Begun>(clientOf(tenant.id, null), wish, async (tx, open) => {
      const opened = await open();
      if (!opened.ok) throw new Error(`an application could not be opened: ${opened.reason}`);
      const { id } = opened.record;
      await audit(tx, 'begin-application', { case: id });
      return beginAt(tx, id);
    });
    return this.commands.execute<OpenCase<Begun>, Begun>(command);
  }

  /** Null: it is not at this door. */
  read(door: Door, caseId: string): Promise<Found | null> {
    return this.work.run(clientOf(door.tenant.id, caseId), async (tx) => foundAt(tx, door, await findRows(tx, caseId)));
  }

  /** @param here as it was read a moment ago, by the same press */
  async press({ tenant }: Door, here: Application, { happening, revision, left }: ToPress): Promise<Pressed> {
    const { caseId, loaded } = here;
    const stays = { keep: left.keep, forget: left.forget.filter((question) => isToForget(happening, question)) };
    const next = async (tx: Tx, program: Program, id: string): Promise<Pressed> => {
      const opens = happening.kind === 'event' && opensCase(program, happening.event, actorOf(tx.who));
      const after = opens ? await findRenewal(tx, id) : null;
      if (!after) return { kind: 'done' };
      await audit(tx, 'begin-application', { case: after.case });
      return { kind: 'opened', begun: await beginAt(tx, after.case) };
    };
    const command = new AdvanceCase<Pressed>(
      clientOf(tenant.id, caseId),
      caseId,
      happening,
      revision,
      async (tx, step) => {
        const result = await step();
        if (result.ok) {
          if (result.record.state.ended === null) leave(tx, caseId, stays);
          return next(tx, result.run.program, caseId);
        }
        if (result.reason === 'case-is-unknown' || result.reason === 'revision-is-stale') return { kind: 'changed' };
        return { kind: 'refused', refused: result };
      },
      loaded,
    );
    try {
      return await this.commands.execute<AdvanceCase<Pressed>, Pressed>(command);
    } catch (error) {
      if (error instanceof EffectRefused) return { kind: 'refused', refused: error.refused };
      throw error;
    }
  }

  /** No answer, and no step: it stands in the same inputs when they are seen again, wherever that is. */
  keep({ tenant }: Door, caseId: string, left: Left): Promise<void> {
    return this.work.run(clientOf(tenant.id, caseId), async (tx) => Promise.resolve(leave(tx, caseId, left)));
  }

  /** The token of the device that came back; null: number and code do not belong together, or not to anything here. */
  resume({ tenant, run }: Door, keys: ApplicationKeys): Promise<string | null> {
    return this.work.run(clientOf(tenant.id, null), (tx) =>
      asHouse(tx, async () => {
        const found = await tryApplicationKeys(tx, keys);
        const caseId = found !== null && (await isOf(tx, found, run.program.id)) ? found : null;
        await audit(tx, 'resume-application', { case: caseId, opened: caseId !== null });
        return caseId === null ? null : admitDevice(tx, caseId);
      }),
    );
  }

  /**
   * Leads this device on to the application that follows. Null: there is none. `keys`: it was begun a moment ago, by the same press
   * perhaps, and its code was not seen.
   */
  follow({ tenant }: Door, caseId: string): Promise<(Pick<Begun, 'token'> & { keys: ApplicationKeys | null }) | null> {
    return this.work.run(clientOf(tenant.id, caseId), async (tx) => {
      const next = await findRenewal(tx, caseId);
      if (!next) return null;
      const isFresh = tx.now.getTime() - Date.parse(next.at) < aMoment;
      await audit(tx, 'resume-application', { case: next.case, opened: true });
      return asHouse(tx, async () => ({
        keys: isFresh ? await giveApplicationKeys(tx, next.case) : null,
        token: admitDevice(tx, next.case),
      }));
    });
  }

  /** A new code in the place of the one before: for whoever did not write it down. */
  renew({ tenant }: Door, caseId: string): Promise<ApplicationKeys> {
    return this.work.run(clientOf(tenant.id, caseId), async (tx) => {
      await audit(tx, 'renew-application-code', { case: caseId });
      return asHouse(tx, () => giveApplicationKeys(tx, caseId));
    });
  }

  leave({ tenant }: Door, token: string): Promise<void> {
    return this.work.run(clientOf(tenant.id, null), (tx) =>
      asHouse(tx, async () => {
        dismissDevice(tx, token);
        return Promise.resolve();
      }),
    );
  }
}

/** In this order, for the client's own case is known when the device is. */
async function lookIn(tx: Tx, name: string, token: string | null) {
  if (token === null) return { doorway: await findDoorway(tx, name), device: null, rows: null };
  const [doorway, device, rows] = await Promise.all([
    findDoorway(tx, name),
    askAsHouse(tx, () => caseOfDevice(tx, token)),
    findRows(tx, ownCase),
  ]);
  return { doorway, device, rows };
}

interface Rows {
  readonly found: StandingRows | null;
  readonly unfinished: Unfinished;
}

/** @param caseId or the client's own (`ownCase`) */
async function findRows(tx: Tx, caseId: string | null): Promise<Rows> {
  const [found, unfinished] = await Promise.all([findStanding(tx, caseId), findUnfinished(tx, caseId)]);
  return { found, unfinished };
}

async function foundAt(tx: Tx, { run }: Door, rows: Rows | null): Promise<Found | null> {
  if (rows?.found?.loaded.record.program !== run.program.id) return null;
  const { found, unfinished } = rows;
  const { program, version } = found.loaded.record;
  const standing = await readStanding(tx, await runnable(tx, program, version, found.loaded.zone), found);
  return { loaded: found.loaded, standing, unfinished };
}

/** What is answered is forgotten with the step itself. */
const isToForget = (happening: Happening, question: string): boolean =>
  !(happening.kind === 'answers' && Object.hasOwn(happening.answers, question));

function leave(tx: Tx, caseId: string, { keep, forget }: Left): void {
  if (Object.keys(keep).length > 0) keepUnfinished(tx, caseId, keep);
  if (forget.length > 0) forgetUnfinished(tx, caseId, forget);
}

async function isOf(tx: Tx, caseId: string, program: string): Promise<boolean> {
  return (await loadCase(tx, caseId))?.record.program === program;
}
