import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import { currentLanguage } from '../shared/i18n';
import { textIn, type CaseView, type VerdictView } from '../shared/views';
import { answerInWords } from './answers-panel';
import { useCall } from './call-context';
import { Said } from './in-doubt';
import { ByTime, Otherwise } from './otherwise';
import { valueInWords } from './value-in-words';

const labelOf = (verdict: VerdictView, outcome: string) =>
  textIn(verdict.labels[outcome] ?? { en: outcome }, currentLanguage());

const flipsOf = (verdict: VerdictView, view: CaseView) =>
  verdict.flips.flatMap(({ question, to, outcome }) => {
    const known = view.answers.find((one) => one.question === question);
    return known ? [{ known, to, outcome }] : [];
  });

/** Each single answer that would give another result: what to ask about again when it seems wrong. */
function Flips({ verdict }: { verdict: VerdictView }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const language = currentLanguage();
  const flips = flipsOf(verdict, view);
  if (flips.length === 0) return null;
  return (
    <div className="flips">
      <p className="hint">{t('verdict.flips')}</p>
      <ul>
        {flips.map(({ known, to, outcome }) => (
          <li key={`${known.question} ${String(to)}`}>
            {textIn(known.short, language)}{' '}
            <b>{to === null ? t('verdict.any-answer') : valueInWords(known, to, language, t)}</b>{' '}
            <span className="hint">{t('verdict.would-be', { outcome: labelOf(verdict, outcome) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The version of a decision that is one answer, and no table: each other answer is another result. */
const theAnswer = 'answer';

/** More than so many are read in the sentence. */
const atAGlance = 4;

/** The answers that decided, or that nobody gave, to be read at a glance. Left out where it would say the result twice. */
function Deciding({ verdict }: { verdict: VerdictView }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const language = currentLanguage();
  const read = verdict.because?.read ?? verdict.declined;
  const known = read
    .map((question) => view.answers.find((one) => one.question === question))
    .filter((one) => one !== undefined)
    .map((one) => ({
      id: one.question,
      short: textIn(one.short, language),
      said: answerInWords(one, t),
      since: one.doubtedSaidAt,
    }));
  const outcome = verdict.outcome === null ? null : labelOf(verdict, verdict.outcome);
  const more = known.length - atAGlance;
  if (known.length === 0 || (known.length === 1 && known[0]?.said === outcome)) return null;
  return (
    <p className="verdict-because" aria-hidden="true">
      {known.slice(0, atAGlance).map(({ id, short, said, since }) => (
        <span key={id}>
          {short} <Said since={since}>{said}</Said>
        </span>
      ))}
      {more > 0 && <span>{t('verdict.more', { count: more })}</span>}
    </p>
  );
}

/**
 * `open` shows at once which answers decided; an older settled verdict keeps that folded, and every one its sentence. Who
 * hears the screen hears the sentence. One that is still open is short as long as its questions are on the screen: what it
 * can become, and folded what it still waits for.
 */
function VerdictItem({
  name,
  verdict,
  open,
  explained,
}: {
  name: string;
  verdict: VerdictView;
  open: boolean;
  explained: boolean;
}) {
  const { t } = useTranslation();
  const [unfolded, setUnfolded] = useState(explained);
  const settled = verdict.status === 'settled' && verdict.outcome !== null;
  const sentence = textIn(verdict.sentence, currentLanguage());
  const { view } = useCall();
  const shown = flipsOf(verdict, view).flatMap(({ to, outcome }) => (to === null ? [] : [outcome]));
  const others = Object.keys(verdict.labels).filter((one) => one !== verdict.outcome && !shown.includes(one));
  const hasMore = verdict.status !== 'open' && verdict.because?.version !== theAnswer && others.length > 0;
  return (
    <li className="verdict" data-verdict={name} data-status={verdict.status}>
      <p className="verdict-head">
        <span className="verdict-name">{textIn(verdict.title, currentLanguage())}</span>{' '}
        <span className={settled ? 'chip chip-settled' : 'chip'}>
          {settled ? labelOf(verdict, verdict.outcome ?? '') : t(`verdict.${verdict.status}`)}
        </span>
      </p>
      {!settled && verdict.possible.length > 0 && (
        <p className="hint">
          {t('verdict.possible', { list: verdict.possible.map((one) => labelOf(verdict, one)).join(' · ') })}
        </p>
      )}
      <ByTime verdict={verdict} />
      {open && <Deciding verdict={verdict} />}
      {open && !unfolded && <p className="unseen">{sentence}</p>}
      <details className="later" open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
        <summary>{t('verdict.why')}</summary>
        <p>{sentence}</p>
        {verdict.status !== 'open' && <Flips verdict={verdict} />}
        {unfolded && hasMore && <Otherwise name={name} shown={shown} />}
      </details>
    </li>
  );
}

/** The verdict that was settled last, by the answers that it read: the reason for where the call is now. */
function latestOf(view: CaseView): string | undefined {
  const at = new Map(view.answers.map((answer) => [answer.question, answer.at]));
  const settled = Object.entries(view.verdicts).filter(([, verdict]) => verdict.status === 'settled');
  const since = (verdict: VerdictView) =>
    (verdict.because?.read ?? []).reduce((last, question) => {
      const then = at.get(question) ?? '';
      return then > last ? then : last;
    }, '');
  return settled.reduce<(typeof settled)[number] | undefined>(
    (last, one) => (last && since(last[1]) > since(one[1]) ? last : one),
    undefined,
  )?.[0];
}

/** What is decided, or what the questions of now decide; the rest can wait folded. */
function isOfNow(view: CaseView, name: string, verdict: VerdictView): boolean {
  return verdict.status !== 'open' || view.questions.some((question) => question.why.decision === name);
}

/** What is decided so far and why. Open means open: nothing here is a no before it is one. `explained`: with every reason unfolded. */
export function VerdictPanel({ explained = false, title }: { explained?: boolean; title?: string }) {
  const { t } = useTranslation();
  const { view } = useCall();
  // What is one answer stands among the answers.
  const counts = ({ because }: VerdictView) => !explained || because?.version !== theAnswer;
  const verdicts = Object.entries(view.verdicts).filter(([, verdict]) => counts(verdict));
  if (verdicts.length === 0) return null;
  const now = verdicts.filter(([name, verdict]) => isOfNow(view, name, verdict));
  const later = verdicts.filter((one) => !now.includes(one));
  const latest = latestOf(view);
  const list = (some: typeof verdicts) => (
    <ul className="verdicts">
      {some.map(([name, verdict]) => (
        <VerdictItem
          key={name}
          name={name}
          verdict={verdict}
          open={name === latest || verdict.status === 'undetermined'}
          explained={explained}
        />
      ))}
    </ul>
  );
  return (
    <Panel title={title ?? t('verdict.title')}>
      {now.length > 0 && list(now)}
      {later.length > 0 && (
        <details className="later">
          <summary>{t('verdict.later', { count: later.length })}</summary>
          {list(later)}
        </details>
      )}
    </Panel>
  );
}
