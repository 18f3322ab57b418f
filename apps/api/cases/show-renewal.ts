import {
  actorOf,
  type CaseView,
  findEarlier,
  findRenewal,
  type LoadedCase,
  type QuestionView,
} from '../../../libs/cases/index.js';
import type { Tx } from '../../../libs/platform/index.js';
import {
  type AllowedEvent,
  type AskNow,
  eventsLater,
  type Program,
  type RunnableProgram,
} from '../../../libs/workflow/index.js';
import { dayText, named, valueText } from './words.js';

/** Of what is asked now, what was answered in the case before. */
export async function showEarlier(
  tx: Tx,
  run: RunnableProgram,
  { record }: Pick<LoadedCase, 'record'>,
  asked: readonly AskNow[],
): Promise<Readonly<Record<string, Pick<QuestionView, 'earlier'>>>> {
  const wanted = asked.map(({ question }) => question.id);
  const found = await findEarlier(tx, run, record, wanted);
  const shown = Object.entries(found).map(([id, { value, at, saidByName: by }]) => {
    const label =
      run.program.questions[id]?.type === 'date' ? dayText(String(value)) : valueText(run.program, id, value);
    return [id, { earlier: { value, label, at, by } }] as const;
  });
  return Object.fromEntries(shown);
}

/** What may be done from a later day of the year on, and which cases stand before and after this one. For us and the client. */
export async function showRenewal(
  tx: Tx,
  run: RunnableProgram,
  { record }: Pick<LoadedCase, 'record'>,
): Promise<Pick<CaseView, 'later' | 'renews' | 'renewedBy'>> {
  const { state, renews } = record;
  const later = eventsLater(run, state, actorOf(tx.who), tx.now.toISOString()).map((one) => ({
    ...one,
    sentence: fromDay(one),
  }));
  const renewedBy = state.renewedAt === undefined ? null : await findRenewal(tx, record.id);
  return {
    ...(later.length > 0 && { later }),
    ...(renews && { renews: { case: renews.case, number: renews.number } }),
    ...(renewedBy && { renewedBy }),
  };
}

function fromDay({ label, on }: Pick<NonNullable<CaseView['later']>[number], 'label' | 'on'>) {
  const day = dayText(on);
  return { en: `${label.en}: from ${day.en} on`, fr: `${label.fr} : à partir du ${day.fr}` };
}

/** What whoever does it agrees to. */
export function showOpens(
  { questions, disclosures }: Program,
  { opens }: AllowedEvent,
): Pick<CaseView['allowed'][number], 'opens'> {
  const disclosure = opens && disclosures[opens.consent];
  if (!opens || !disclosure) return {};
  const confirm = opens.confirm.flatMap((id) => (questions[id] ? [named(questions[id]).short] : []));
  return { opens: { program: opens.program, purpose: disclosure.purpose, confirm } };
}
