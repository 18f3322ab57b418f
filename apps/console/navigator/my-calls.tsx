import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage, languageName } from '../shared/i18n';
import { textIn } from '../shared/views';
import { CaseLink, Due, Lines, Moment, useOpenCase, WorkTable, type Column } from '../shared/worklist';
import { Segments } from '../shared/segments';
import { useWaitingAlerts } from '../shared/worklist-data';
import { useMyCalls, usePastCalls, type MyCall } from './my-calls-data';
import './my-calls-messages';

/** What somebody wrote or did about it that nobody of us has looked at yet: the words, not only a dot. */
function ToLookAt({ id }: { id: string }) {
  const found = useWaitingAlerts().items?.find((alert) => alert.case === id);
  if (!found) return null;
  return <span className="chip chip-warn">{textIn(found.what, currentLanguage())}</span>;
}

function What({ call }: { call: MyCall }) {
  const language = currentLanguage();
  const title = textIn(call.title, language);
  if (call.case === null) return title;
  return (
    <>
      <CaseLink id={call.case}>
        {call.number ? <span className="work-number">{call.number}</span> : null} {title}
      </CaseLink>{' '}
      <ToLookAt id={call.case} />
      {call.others.map((other) => (
        <span key={other.id} className="work-more">
          <CaseLink id={other.id}>
            <span className="work-number">{other.number}</span> {textIn(other.programTitle, language)}
          </CaseLink>
        </span>
      ))}
    </>
  );
}

function where(t: TFunction, call: MyCall): string {
  if (call.status === 'wrap-up') return t('my-calls.note-missing');
  if (!call.stands) return t('my-calls.no-program');
  return textIn(call.stands, currentLanguage());
}

function columnsOf(t: TFunction, past: boolean): Column<MyCall>[] {
  const language = currentLanguage();
  const speaks = ({ language: code, interpreter }: MyCall) =>
    code === null
      ? null
      : interpreter === null
        ? languageName(code, language)
        : t('my-calls.interpreter', { language: languageName(interpreter, language) });
  const due: Column<MyCall> = {
    id: 'due',
    name: t('work.due'),
    cell: (call) => <Due due={call.due} since={call.overdueSince} />,
  };
  return [
    { id: 'case', name: t('my-calls.case'), cell: (call) => <What call={call} /> },
    ...(past ? [] : [due]),
    {
      id: 'stands',
      name: past ? t('my-calls.ended') : t('my-calls.stands'),
      cell: (call) => <Lines parts={[where(t, call), speaks(call)]} />,
    },
    { id: 'started', name: t('my-calls.started'), cell: (call) => <Moment at={call.startedAt} /> },
  ];
}

interface ListProps {
  readonly past: boolean;
}
function List({ past }: ListProps) {
  const { t } = useTranslation();
  const openCase = useOpenCase();
  const calls = (past ? usePastCalls : useMyCalls)();
  const { items } = calls;
  return (
    <>
      <Notice problem={calls.problem} onRetry={calls.again} />
      {!items && !calls.problem && <p className="hint">{t('shell.loading')}</p>}
      {items?.length === 0 && <p className="hint">{past ? t('my-calls.none-past') : t('my-calls.none')}</p>}
      {items && items.length > 0 && (
        <WorkTable
          label={past ? t('my-calls.past-title') : t('my-calls.title')}
          rows={items}
          keyOf={(call) => call.key}
          columns={columnsOf(t, past)}
          open={({ case: id }) => (id === null ? null : () => openCase(id))}
        />
      )}
      {calls.more && <Push onPress={calls.more}>{t('work.more')}</Push>}
    </>
  );
}

/** The way back to every call of mine: what is late first, one key to open. */
export function MyCalls() {
  const { t } = useTranslation();
  const [past, setPast] = useState(false);
  const choices = [
    { id: 'open', name: t('my-calls.open') },
    { id: 'past', name: t('my-calls.past') },
  ];
  return (
    <Panel
      title={past ? t('my-calls.past-title') : t('my-calls.title')}
      aside={
        <Segments
          label={t('work.which')}
          value={past ? 'past' : 'open'}
          options={choices}
          onChange={(id) => setPast(id === 'past')}
        />
      }
    >
      <List key={String(past)} past={past} />
    </Panel>
  );
}
