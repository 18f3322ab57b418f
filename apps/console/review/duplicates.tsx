import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../shared/api';
import { Field, Notice, Panel, Push } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { session } from '../shared/session';
import { textIn } from '../shared/views';
import { CaseLink } from '../shared/worklist';
import { useCall } from '../navigator/call-context';
import { useDuplicates, useSayDuplicate, type DuplicateView } from './beside-data';
import './beside-messages';
import './beside.css';

type Word = DuplicateView['words'][number];

/** Other applications that may be of the same household, each with its reasons. Nothing at all where there is none. */
export function Duplicates() {
  const { t } = useTranslation();
  const { view } = useCall();
  const found = useDuplicates(view.id, view.revision);
  const problem = found.error instanceof ApiProblem ? found.error : null;
  const items = found.data ?? [];
  if (items.length === 0 && !problem) return null;
  return (
    <Panel title={t('twice.title')}>
      <Notice problem={problem} onRetry={() => void found.refetch()} />
      <ul className="twice">
        {items.map((item) => (
          <Duplicate key={item.case ?? item.receivedAt} item={item} />
        ))}
      </ul>
    </Panel>
  );
}

function Duplicate({ item }: { item: DuplicateView }) {
  const { t } = useTranslation();
  const { timeZone } = useCall();
  const language = currentLanguage();
  const { number, channel, receivedAt, stands, signs, words } = item;
  const [latest, ...earlier] = words;
  return (
    <li data-duplicate={item.case ?? ''} data-said={latest ? String(latest.same) : 'no'}>
      <p>
        {latest && (
          <span className={latest.same ? 'chip chip-warn' : 'chip chip-settled'}>
            {t(latest.same ? 'twice.same' : 'twice.another')}
          </span>
        )}{' '}
        {item.case ? (
          <CaseLink id={item.case}>{latest ? number : t('twice.may-be', { number })}</CaseLink>
        ) : (
          <b>{t('twice.elsewhere')}</b>
        )}
      </p>
      <p className="twice-signs">
        {signs.map(({ sentence }) => textIn(sentence, language)).join(', ') || t('twice.nothing-now')}
      </p>
      <p className="hint">
        {t('twice.came', { how: t(`twice.channel-${channel}`), at: moment(receivedAt, language, timeZone) })} ·{' '}
        {textIn(stands, language)}
      </p>
      {latest && <Said word={latest} />}
      {earlier.length > 0 && (
        <details className="later">
          <summary>{t('twice.earlier')}</summary>
          {earlier.map((word) => (
            <Said key={word.at} word={word} named />
          ))}
        </details>
      )}
      <Say item={item} />
    </li>
  );
}

function Said({ word: { same, note, byName, at }, named = false }: { word: Word; named?: boolean }) {
  const { t } = useTranslation();
  const { timeZone } = useCall();
  const name = byName ?? t('twice.someone');
  return (
    <>
      {named && <p>{t(same ? 'twice.same' : 'twice.another')}</p>}
      {note && <p className="saved-note">{note}</p>}
      <p className="hint">
        {name} · {moment(at, currentLanguage(), timeZone)}
      </p>
    </>
  );
}

/** For those who decide. What was said may be said otherwise. */
function Say({ item: { case: other, number, words } }: { item: DuplicateView }) {
  const role = session()?.person.role;
  const { t } = useTranslation();
  if (!other || (role !== 'reviewer' && role !== 'supervisor')) return null;
  const form = <SayForm key={words.length} other={other} number={number ?? ''} />;
  if (words.length === 0) return form;
  return (
    <details className="later">
      <summary>{t('twice.otherwise')}</summary>
      {form}
    </details>
  );
}

function SayForm({ other, number }: { other: string; number: string }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const say = useSayDuplicate(view.id);
  const [note, setNote] = useState('');
  const answer = (same: boolean) => (
    <Push
      pending={say.isPending}
      aria-label={t(same ? 'twice.same-as' : 'twice.another-than', { number })}
      onPress={() => say.mutate({ case: other, same, note })}
    >
      {t(same ? 'twice.same' : 'twice.another')}
    </Push>
  );
  return (
    <div className="twice-say">
      <p className="hint">{t('twice.hint')}</p>
      <Field label={t('twice.note')} value={note} onChange={setNote} maxLength={1000} />
      <div className="choices">
        {answer(true)}
        {answer(false)}
      </div>
      <Notice problem={say.error} />
    </div>
  );
}

/** Said before the second press of a decision, as long as nobody has said whether it is the same household. */
export function Undecided() {
  const { t } = useTranslation();
  const { view } = useCall();
  const open = (useDuplicates(view.id, view.revision).data ?? []).filter(({ words }) => words.length === 0);
  if (open.length === 0) return null;
  const list = open.map(({ number }) => number ?? t('twice.another-region')).join(', ');
  return (
    <p className="notice" data-testid="undecided-twice">
      {t('twice.undecided', { list })}
    </p>
  );
}
