import { namePeople } from '../../../libs/access/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import {
  type Checked,
  compareTables,
  type Draft,
  type DraftHead,
  type FileProblem,
  findSources,
  findTables,
  type Sources,
} from '../../../libs/programs/index.js';
import type { CheckView, DraftDetail, DraftDto, FindingView } from './draft.dto.js';
import { titleOf } from './finding-titles.js';

type Shown = DraftHead & Partial<Pick<Draft, 'sources'>>;

/** Drafts as lists show them, without their files, with the names of those who had to do with them. */
export async function showDrafts(tx: Tx, drafts: readonly Shown[]): Promise<readonly DraftDto[]> {
  const people = drafts.flatMap((draft) => [draft.createdBy, ...draft.editedBy, draft.approval?.by, draft.closedBy]);
  const names = await namePeople(tx, [...new Set(people.filter((id): id is string => typeof id === 'string'))]);
  const person = (id: string) => ({ id, name: names[id] ?? id });
  const maybe = (id: string | null) => (id === null ? null : person(id));
  return drafts.map(({ sources: _, checked, approval, createdBy, editedBy, closedBy, ...draft }) => ({
    ...draft,
    createdBy: maybe(createdBy),
    editedBy: editedBy.map(person),
    closedBy: maybe(closedBy),
    checked: { state: stateOf(draft, checked), at: checked?.at ?? null },
    approval: approval && {
      by: person(approval.by),
      at: approval.at,
      note: approval.note,
      backtest: approval.backtest,
    },
  }));
}

export async function showDraft(tx: Tx, draft: Shown): Promise<DraftDto> {
  const [shown] = await showDrafts(tx, [draft]);
  return shown!;
}

function stateOf({ sha256 }: { sha256: string }, checked: Checked | null): DraftDto['checked']['state'] {
  if (!checked) return 'none';
  if (checked.sha256 !== sha256) return 'outdated';
  return checked.faults.length > 0 ? 'faults' : 'passed';
}

/** All that is to be known of a draft but the files themselves. */
export async function showDetail(tx: Tx, { sources, ...draft }: Draft): Promise<DraftDetail> {
  const base = (await findSources(tx, draft.program, draft.base))?.sources ?? {};
  const files = changedFiles(base, sources);
  const tables = files.length === 0 ? [] : compareTables(await findTables(base), await findTables(sources));
  const { checked } = draft;
  return {
    ...(await showDraft(tx, draft)),
    files: Object.entries(sources).map(([name, text]) => ({
      name,
      characters: text.length,
      shared: name.startsWith('fragments/'),
    })),
    changes: { files, tables: tables as DraftDetail['changes']['tables'] },
    findings: checked?.sha256 === draft.sha256 ? showFindings(checked) : null,
  };
}

function changedFiles(base: Sources, sources: Sources): DraftDetail['changes']['files'] {
  const names = [...new Set([...Object.keys(base), ...Object.keys(sources)])].sort();
  return names.flatMap((name) => {
    if (base[name] === sources[name]) return [];
    return [{ name, kind: base[name] === undefined ? 'added' : sources[name] === undefined ? 'removed' : 'changed' }];
  });
}

export function showFindings({ at, faults, warnings }: Checked): CheckView {
  return { at, faults: faults.map(showFinding), warnings: warnings.map(showFinding) };
}

const showFinding = (problem: FileProblem): FindingView => ({ ...problem, title: titleOf(problem.code) });
