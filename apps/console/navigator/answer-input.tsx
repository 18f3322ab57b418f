import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Push } from '../shared/controls';
import { currentLanguage, languageName } from '../shared/i18n';
import { lazily } from '../shared/lazily';
import { useShortcuts } from '../shared/shortcuts';
import { declined, textIn, type AnswerValue, type Askable } from '../shared/views';
import { useKeptChoice } from './drafts';
import { manyChoices, SearchChoice } from './search-choice';
import { InterpreterChoice } from './interpreter-choice';
import { TypedAnswer } from './typed-answer';

/** Few programs ask for several of something: the others do not wait for it. */
const RowsInput = lazily(() => import('./rows-input'), 'RowsInput');

export interface AnswerInputProps {
  readonly question: Askable;
  /** Language of the choices. */
  readonly language: string;
  readonly draftKey: string;
  readonly digits: boolean;
  readonly pending: boolean;
  /** Known from earlier in the contact, to be confirmed by choosing it; or the answer that is to be changed. */
  readonly suggested?: AnswerValue;
  readonly onAnswer: (value: AnswerValue) => void;
}
const none: string[] = [];
const wordsIn = (value: AnswerValue | undefined): string[] =>
  Array.isArray(value) && value.length > 0 ? value.filter((word) => typeof word === 'string') : none;
interface Choice {
  readonly value: string | boolean;
  readonly label: string;
}

/** Types whose answers are buttons. */
const chosen: ReadonlySet<string> = new Set(['choice', 'document', 'boolean', 'language', 'multi']);

/** The field that fits the question's type. Anybody may decline any question. */
export function AnswerInput(props: AnswerInputProps) {
  const { t } = useTranslation();
  const { question, language, onAnswer } = props;
  // Where something is typed, 0 is a part of it.
  const zero = props.digits && chosen.has(question.type) && question.answers.length <= manyChoices;
  useShortcuts(zero ? [{ code: 'Digit0', run: () => onAnswer(declined) }] : [], true);
  return (
    <div className="answer">
      {field(props, t)}
      <Push
        look="quiet"
        hotkey={zero ? '0' : undefined}
        keepsPlace={chosen.has(question.type)}
        onPress={() => onAnswer(declined)}
      >
        <span lang={language}>{t('answer.declined', { lng: language })}</span>
      </Push>
      {question.type === 'language' && <OtherLanguage {...props} />}
    </div>
  );
}

function field(props: AnswerInputProps, t: ReturnType<typeof useTranslation>['t']) {
  const { question, language } = props;
  const labelled = question.answers.map((one) => ({ value: one.value, label: textIn(one.label, language) }));
  const lng = { lng: language };
  switch (question.type) {
    case 'choice':
    case 'document':
      return labelled.length > manyChoices ? <SearchChoice {...props} /> : <Choices {...props} choices={labelled} />;
    case 'boolean':
      return (
        <Choices
          {...props}
          choices={[
            { value: true, label: t('answer.yes', lng) },
            { value: false, label: t('answer.no', lng) },
          ]}
        />
      );
    case 'language':
      return (
        <Choices
          {...props}
          choices={[
            { value: 'en', label: t('language.en') },
            { value: 'fr', label: t('language.fr') },
            ...heardLanguage(props).map((value) => ({ value, label: languageName(value, language) })),
          ]}
        />
      );
    case 'multi':
      return <Several {...props} choices={labelled} />;
    case 'rows':
      return <RowsInput {...props} />;
    default:
      return <TypedAnswer {...props} />;
  }
}

/** The language of the interpreter who is on the line already: confirmed by one key. */
function heardLanguage({ suggested }: AnswerInputProps): readonly string[] {
  return typeof suggested === 'string' && suggested !== 'en' && suggested !== 'fr' ? [suggested] : [];
}

function Choices({
  choices,
  digits,
  pending,
  language,
  suggested,
  onAnswer,
}: AnswerInputProps & { choices: readonly Choice[] }) {
  useShortcuts(
    digits
      ? choices.slice(0, 9).map((choice, index) => ({ code: `Digit${index + 1}`, run: () => onAnswer(choice.value) }))
      : [],
    true,
  );
  return choices.map((choice, index) => (
    <Push
      key={String(choice.value)}
      hotkey={digits && index < 9 ? String(index + 1) : undefined}
      keepsPlace={index < 9}
      data-choice={String(choice.value)}
      look={choice.value === suggested ? 'primary' : 'plain'}
      pending={pending}
      onPress={() => onAnswer(choice.value)}
    >
      <span lang={language}>{choice.label}</span>
    </Push>
  ));
}

function Several({
  question,
  choices,
  language,
  draftKey,
  pending,
  suggested,
  onAnswer,
}: AnswerInputProps & { choices: readonly Choice[] }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useKeptChoice(draftKey, wordsIn(suggested));
  return (
    <>
      <ToggleButtonGroup
        className="choices"
        selectionMode="multiple"
        aria-label={textIn(question.ask, language)}
        selectedKeys={chosen}
        onSelectionChange={(keys) => setChosen([...keys].map(String))}
      >
        {choices.map((choice) => (
          <ToggleButton key={String(choice.value)} id={String(choice.value)} className="push push-plain push-toggle">
            <span lang={language}>{choice.label}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Push pending={pending} onPress={() => onAnswer([...chosen])}>
        {t('action.save')}
      </Push>
    </>
  );
}

function OtherLanguage(props: AnswerInputProps) {
  const { pending, onAnswer, digits } = props;
  const { t } = useTranslation();
  const digit = String(3 + heardLanguage(props).length);
  const [open, setOpen] = useState(false);
  useShortcuts(digits ? [{ code: `Digit${digit}`, run: () => setOpen(true) }] : [], true);
  if (open) return <InterpreterChoice onChoose={onAnswer} pending={pending} action={t('action.save')} />;
  return (
    <Push hotkey={digits ? digit : undefined} keepsPlace onPress={() => setOpen(true)} aria-expanded={false}>
      <span lang={currentLanguage()}>{t('greeting.other')}</span>
    </Push>
  );
}
