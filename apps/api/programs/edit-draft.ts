import { Injectable } from '@nestjs/common';
import { audit } from '../../../libs/access/index.js';
import { UnitOfWork, type Who } from '../../../libs/platform/index.js';
import {
  checkSources,
  type Draft,
  type FileProblem,
  findDraft,
  findTables,
  lockDraft,
  replaceFile,
  replaceTable,
  saveFiles,
  type Sources,
} from '../../../libs/programs/index.js';
import { type FileText, notFound, ProblemError, refuseStale } from '../shell/index.js';
import type { DraftDetail } from './draft.dto.js';
import { checkDraft } from './check-draft.js';
import { refuseClosed } from './draft-refusals.js';
import { showDetail, showDraft } from './show-draft.js';

export interface WhichDraft {
  readonly program: string;
  readonly id: string;
  /** Null: whatever it is. */
  readonly revision: number | null;
}
type Change = (draft: Draft) => Promise<{ readonly sources: Sources; readonly what: string }>;

/** Puts files into a draft: all of a change is kept, or nothing. Whoever was quicker is not overwritten. */
@Injectable()
export class EditDraft {
  constructor(private readonly work: UnitOfWork) {}

  putTable(who: Who, which: WhichDraft, decision: string, file: FileText | null, types: string): Promise<DraftDetail> {
    return this.change(who, which, async ({ sources }) => {
      const { form, text } = needFile(file, types);
      if (form === 'markdown') throw new ProblemError(415, 'content-type-is-no-file', { types });
      const fragment = fragmentOf(await findTables(sources), decision);
      if (fragment !== null) throw new ProblemError(409, 'file-is-shared', { fragment });
      const replaced = await replaceTable(sources, decision, form === 'xml' ? 'dmn' : 'yaml', text);
      if (replaced.ok) return { sources: replaced.sources, what: replaced.file };
      if (replaced.reason === 'file-cannot-be-read') throw unreadable(replaced.problems);
      throw replaced.reason === 'decision-is-unknown' ? notFound() : new ProblemError(422, replaced.reason);
    });
  }

  putFile(who: Who, which: WhichDraft, name: string, file: FileText | null, types: string): Promise<DraftDetail> {
    return this.change(who, which, async ({ sources }) => {
      const { form, text } = needFile(file, types);
      if (form !== formOf(name)) throw new ProblemError(415, 'content-type-is-no-file', { types });
      const replaced = await replaceFile(sources, name, text);
      if (replaced.ok) return { sources: replaced.sources, what: name };
      if (replaced.reason === 'file-cannot-be-read') throw unreadable(replaced.problems);
      const [, fragment = ''] = name.split('/');
      throw new ProblemError(replaced.reason === 'file-is-shared' ? 409 : 422, replaced.reason, { fragment });
    });
  }

  /** Reading and checking takes its time: nothing is locked meanwhile, and the revision is looked at again before it is kept. */
  private async change(who: Who, { program, id, revision }: WhichDraft, change: Change): Promise<DraftDetail> {
    const draft = await this.work.run(who, async (tx) => {
      const found = await findDraft(tx, program, id);
      if (!found) throw notFound();
      refuseClosed(found);
      refuseStale(revision, found.revision, await showDraft(tx, found));
      return found;
    });
    const { sources, what } = await change(draft);
    const checked = await checkSources(program, sources);
    return this.work.run(who, async (tx) => {
      const now = await lockDraft(tx, program, id);
      if (!now) throw notFound();
      refuseClosed(now);
      refuseStale(draft.revision, now.revision, await showDraft(tx, now));
      await audit(tx, 'change-draft', { program, draft: id, file: what });
      const found = await checkDraft(tx, now, checked);
      return showDetail(tx, { ...(await saveFiles(tx, now, sources, found)), sources });
    });
  }
}

const formOf = (name: string): FileText['form'] =>
  name.endsWith('.dmn') ? 'xml' : name.endsWith('.md') ? 'markdown' : 'yaml';

function needFile(file: FileText | null, types: string): FileText {
  if (!file) throw new ProblemError(415, 'content-type-is-no-file', { types });
  return file;
}

const unreadable = (mistakes: readonly FileProblem[]): ProblemError =>
  new ProblemError(422, 'file-cannot-be-read', {}, { mistakes });

const fragmentOf = (
  tables: readonly { decision: string; fragment: string | null }[],
  decision: string,
): string | null => tables.find((each) => each.decision === decision)?.fragment ?? null;
