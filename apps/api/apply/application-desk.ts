import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  admitDevice,
  type ApplicationKeys,
  audit,
  caseOfDevice,
  dismissDevice,
  giveApplicationKeys,
  handleOf,
  tryApplicationKeys,
} from '../../../libs/access/index.js';
import {
  AdvanceCase,
  asHouse,
  EffectRefused,
  type Happening,
  loadCase,
  OpenCase,
  runnable,
} from '../../../libs/cases/index.js';
import { type Tx, UnitOfWork } from '../../../libs/platform/index.js';
import type { Refused } from '../../../libs/workflow/index.js';
import { clientOf, type Door, findDoor } from './door.js';
import { readStanding, type Standing } from './read-standing.js';

export type Pressed =
  | { readonly kind: 'done' }
  /** What was pressed was said of something else than what stands there now. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'refused'; readonly refused: Refused };

export interface Begun extends ApplicationKeys {
  readonly token: string;
}

/** All that somebody may do who applies by themself: in transactions of their own, in which they see their one case. */
@Injectable()
export class ApplicationDesk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly commands: CommandBus,
  ) {}

  door(tenant: string, door: string): Promise<Door | null> {
    return findDoor(this.work, tenant, door);
  }

  /** Opens the case, and the ways back to it, in one transaction. */
  begin({ tenant, line, run }: Door, language: string): Promise<Begun> {
    const wish = { program: run.program.id, contact: null, channel: 'web', language, line: line.id };
    const command = new OpenCase<Begun>(clientOf(tenant.id, null), wish, async (tx, open) => {
      const opened = await open();
      if (!opened.ok) throw new Error(`an application could not be opened: ${opened.reason}`);
      const { id } = opened.record;
      await audit(tx, 'begin-application', { case: id });
      return asHouse(tx, async () => ({ ...(await giveApplicationKeys(tx, id)), token: admitDevice(tx, id) }));
    });
    return this.commands.execute<OpenCase<Begun>, Begun>(command);
  }

  /** The case that this device goes on with. */
  caseOf({ tenant }: Door, token: string): Promise<string | null> {
    return this.work.run(clientOf(tenant.id, null), (tx) => asHouse(tx, () => caseOfDevice(tx, token)));
  }

  /** Null: it is not at this door. */
  read({ tenant, run }: Door, caseId: string): Promise<Standing | null> {
    return this.work.run(clientOf(tenant.id, caseId), async (tx) => {
      const loaded = await loadCase(tx, caseId);
      if (loaded?.record.program !== run.program.id) return null;
      const theirs = await runnable(tx, loaded.record.program, loaded.record.version, loaded.zone);
      return readStanding(tx, theirs, loaded);
    });
  }

  /** @param revision as it was read; null: it is said of nothing that may have changed */
  async press({ tenant }: Door, caseId: string, happening: Happening, revision: number | null): Promise<Pressed> {
    const command = new AdvanceCase<Pressed>(
      clientOf(tenant.id, caseId),
      caseId,
      happening,
      revision,
      async (_, step) => {
        const result = await step();
        if (result.ok) return { kind: 'done' };
        if (result.reason === 'case-is-unknown' || result.reason === 'revision-is-stale') return { kind: 'changed' };
        return { kind: 'refused', refused: result };
      },
    );
    try {
      return await this.commands.execute<AdvanceCase<Pressed>, Pressed>(command);
    } catch (error) {
      if (error instanceof EffectRefused) return { kind: 'refused', refused: error.refused };
      throw error;
    }
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

  handle({ tenant }: Door, caseId: string): Promise<string | null> {
    return this.work.run(clientOf(tenant.id, caseId), (tx) => asHouse(tx, () => handleOf(tx, caseId)));
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

async function isOf(tx: Tx, caseId: string, program: string): Promise<boolean> {
  return (await loadCase(tx, caseId))?.record.program === program;
}
