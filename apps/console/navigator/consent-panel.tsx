import { useState } from 'react';
import type { PressEvent } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Notice, Panel, Push } from '../shared/controls';
import { currentLanguage, inCallLanguage, wordFor } from '../shared/i18n';
import { useShortcuts } from '../shared/shortcuts';
import { textIn, type ConsentView } from '../shared/views';
import { answerInWords } from './answers-panel';
import { useCall, useSpoken } from './call-context';
import { useCaseChange } from './case-data';
import { useSecondPress } from './second-press';

const names = ({ recipients }: Pick<ConsentView, 'recipients'>, language: string) =>
  recipients.map((recipient) => textIn(recipient, language)).join('; ');

/** What would be told, in the words of the screen; a fact without an answer is told as "not asked". */
function Facts({ consent }: { consent: ConsentView }) {
  const { t } = useTranslation();
  const { answers } = useCall().view;
  const words = ({ question, label }: ConsentView['facts'][number]) => {
    const known = answers.find((answer) => answer.question === question);
    return label && known ? answerInWords(known, t) : t('consent.not-known');
  };
  const language = currentLanguage();
  return (
    <dl className="facts">
      <dt>{t('consent.why')}</dt>
      <dd>{textIn(consent.purpose, language)}</dd>
      <dt>{t('consent.to')}</dt>
      <dd>{consent.recipients.length > 0 ? names(consent, language) : t(`consent.to-${consent.to}`)}</dd>
      <dt>{t('consent.what', { to: consent.to })}</dt>
      <dd>
        <ul>
          {consent.facts.map((fact) => (
            <li key={fact.question}>
              {textIn(fact.short, language)} <b>{words(fact)}</b>
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}

/** The caller agrees or not, before anything is told. A no never ends the help. */
export function ConsentPanel() {
  const { t } = useTranslation();
  const { view } = useCall();
  const spoken = useSpoken();
  const change = useCaseChange(view.id);
  const consent = view.consent;
  const [chosen, setChosen] = useState<string | null>(null);
  // Whoever is on the line is asked: the likeliest comes first.
  const by = chosen ?? consent?.givenBy[0] ?? 'self';
  const answer = (event: string) => change.mutate({ kind: 'event', event, fields: { by } });
  const second = useSecondPress();
  /** A slip of the finger on a key is nobody's yes: by key it takes two presses, by mouse one. */
  const button = (event: 'give-consent' | 'withhold-consent', label: string) => {
    const byKey = () => {
      if (!change.isPending) second.press(event, label, () => answer(event));
    };
    return {
      byKey,
      props: {
        ...second.looks(event, label),
        pending: change.isPending,
        onPress: ({ pointerType }: PressEvent) => (pointerType === 'keyboard' ? byKey() : answer(event)),
      },
    };
  };
  const yes = button('give-consent', t('consent.given'));
  const no = button('withhold-consent', t('consent.withheld'));
  // The team asks it there: what it does is not ours to press by mistake.
  const theirs = view.owner?.kind === 'agency';
  useShortcuts(
    theirs
      ? []
      : [
          { code: 'Digit1', run: yes.byKey },
          { code: 'Digit2', run: no.byKey },
        ],
  );
  if (!consent) return null;
  const say = inCallLanguage(spoken);
  return (
    <Panel title={t(theirs ? 'consent.title-theirs' : 'consent.title')} className="panel-now">
      {theirs && <p>{t('consent.theirs')}</p>}
      {!view.script && !theirs && (
        <p className="script-line" lang={spoken}>
          {say('consent.say', { to: consent.to, who: names(consent, spoken) })}
        </p>
      )}
      {consent.agreedBefore.length > 0 && (
        <p className="hint">
          {t('consent.again', { who: names({ recipients: consent.agreedBefore }, currentLanguage()) })}
        </p>
      )}
      {consent.givenBy.length > 1 && (
        <fieldset className="radios">
          <legend>{t('consent.by')}</legend>
          {consent.givenBy.map((who) => (
            <label key={who} className="check">
              <input type="radio" name="consent-by" checked={who === by} onChange={() => setChosen(who)} />
              <span>{wordFor(t, 'consent-by', who)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <Facts consent={consent} />
      <div
        className="choices choices-in-sight"
        role="group"
        aria-label={t('consent.title')}
        {...(theirs ? {} : { 'data-next': '' })}
      >
        <Push look={theirs ? 'plain' : 'primary'} {...(theirs ? {} : { hotkey: '1' })} {...yes.props} />
        <Push look={theirs ? 'plain' : 'primary'} {...(theirs ? {} : { hotkey: '2' })} {...no.props} />
      </div>
      <p className="hint">{t('consent.no-is-fine', { to: consent.to })}</p>
      <Notice problem={change.error} />
    </Panel>
  );
}
