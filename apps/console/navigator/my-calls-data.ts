import type { CaseListItem, Text } from '../shared/views';
import { useMyCases, useMyContacts, type ContactItem } from '../shared/worklist-data';
import { byUrgency } from './by-urgency';

/** One line of my list: a case that waits for me or my queue, or a contact that I have not finished. */
export interface MyCall {
  readonly key: string;
  /** What opens; null when no program was started. */
  readonly case: string | null;
  readonly number: string | null;
  readonly title: Text;
  readonly others: ContactItem['cases'];
  readonly stands: Text | null;
  readonly status: ContactItem['status'];
  readonly language: string | null;
  readonly interpreter: string | null;
  readonly due: string | null;
  readonly overdueSince: string | null;
  readonly startedAt: string;
}

function fromContact(contact: ContactItem): MyCall {
  const newest = contact.cases.at(-1);
  const { id, status, language, interpreter, due, overdueSince, startedAt } = contact;
  return {
    key: id,
    case: newest?.id ?? null,
    number: newest?.number ?? null,
    title: newest?.programTitle ?? contact.lineTitle,
    others: contact.cases.slice(0, -1),
    stands: newest ? (newest.dispositionLabel ?? newest.stateTitle) : null,
    status,
    language,
    interpreter,
    due,
    overdueSince,
    startedAt,
  };
}

function fromCase(one: CaseListItem, contact: ContactItem | undefined): MyCall {
  return {
    key: one.id,
    case: one.id,
    number: one.number,
    title: one.programTitle,
    others: [],
    stands: one.stateTitle,
    status: 'open',
    language: contact?.language ?? null,
    interpreter: contact?.interpreter ?? null,
    due: one.due,
    overdueSince: one.overdueSince,
    startedAt: one.openedAt,
  };
}

/**
 * What I must still do: the open cases of mine and of my queues, and the contacts of mine that no open case stands for (a
 * note is missing, or no program was started).
 */
export function useMyCalls() {
  const cases = useMyCases();
  const open = useMyContacts();
  const contacts = open.items ?? [];
  const mine = cases.items ?? [];
  const stoodFor = new Set(mine.map((one) => one.contact));
  const items = [
    ...mine.map((one) =>
      fromCase(
        one,
        contacts.find(({ id }) => id === one.contact),
      ),
    ),
    ...contacts.filter(({ id }) => !stoodFor.has(id)).map(fromContact),
  ].sort(byUrgency(Date.now()));
  const lists = [cases, open];
  return {
    items: lists.every((list) => list.items === null) ? null : items,
    problem: lists.find((list) => list.problem)?.problem ?? null,
    more: lists.find((list) => list.more)?.more ?? null,
    again: () => lists.forEach((list) => list.again()),
  };
}

/** My finished contacts, the newest first. */
export function usePastCalls() {
  const closed = useMyContacts('closed');
  return { ...closed, items: closed.items?.map(fromContact) ?? null };
}
