import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOnline } from '../shared/connection';
import { Notice, Panel, Push } from '../shared/controls';
import { lazily } from '../shared/lazily';
import { phoneNumber } from '../shared/format';
import { currentLanguage, languages } from '../shared/i18n';
import { usePageTitle } from '../shared/page-title';
import { useShortcuts } from '../shared/shortcuts';
import { useTimeToSee } from '../shared/time-to-see';
import { textIn, type LineView } from '../shared/views';
import { useLines, useStartCall } from './case-data';
import { InterpreterChoice } from './interpreter-choice';
import { WhoCalls, type Caller } from './who-calls';
import './start.css';

/** Few programs take applications on paper. */
const OnPaper = lazily(() => import('./on-paper'), 'OnPaper', true);

/** Before question one: greet in both languages, hear which one the caller takes, and only then begin. */
export function Greeting() {
  const { t } = useTranslation();
  const { line: id } = useParams({ from: '/lines/$line' });
  const line = useLines().data?.find((one) => one.id === id);
  usePageTitle(line ? textIn(line.title, currentLanguage()) : t('greeting.title'));
  if (!line) return <div className="page">{t('shell.loading')}</div>;
  return <GreetingOf line={line} />;
}

function GreetingOf({ line }: { line: LineView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const start = useStartCall();
  const opened = useRef<{ contact?: string }>({});
  // Who calls for somebody else is not taken for the client because nobody has asked yet.
  const [caller, setCaller] = useState<Caller | null>(null);
  const online = useOnline();
  const [other, setOther] = useState(false);
  useTimeToSee(`greeting ${line.id}`);
  const begin = (language: string, interpreter?: string) => {
    if (start.isPending) return;
    start.mutate(
      {
        line: line.id,
        program: line.program,
        language,
        ...caller,
        ...(interpreter ? { interpreter } : {}),
        opened: opened.current,
      },
      { onSuccess: (caseId) => void navigate({ to: '/cases/$id', params: { id: caseId } }) },
    );
  };
  useShortcuts([
    { code: 'Digit1', run: () => begin('en') },
    { code: 'Digit2', run: () => begin('fr') },
    { code: 'Digit3', run: () => setOther(true) },
  ]);
  return (
    <div className="page page-greeting">
      <p>
        <Link to="/">{t('greeting.back')}</Link>
      </p>
      <h1>{textIn(line.title, currentLanguage())}</h1>
      <p className="line-number">{phoneNumber(line.number)}</p>
      <Panel title={t('greeting.say')} className="panel-script">
        {languages.map((language) => (
          <p key={language} className="script-line" lang={language}>
            {textIn(line.greeting, language)}
          </p>
        ))}
      </Panel>
      <Panel title={t('greeting.who')}>
        <WhoCalls caller={caller} onChange={setCaller} />
        <p className="hint">{t('greeting.who-hint')}</p>
      </Panel>
      <Panel title={t('greeting.language')}>
        <p className="hint">{t('greeting.language-hint')}</p>
        <div className="choices" data-deafens="">
          <Push look="primary" hotkey="1" autoFocus pending={start.isPending} onPress={() => begin('en')}>
            {t('language.en')}
          </Push>
          <Push look="primary" hotkey="2" pending={start.isPending} onPress={() => begin('fr')}>
            {t('language.fr')}
          </Push>
          <Push hotkey="3" onPress={() => setOther(!other)} aria-expanded={other}>
            {t('greeting.other')}
          </Push>
        </div>
        {other && (
          <InterpreterChoice
            onChoose={(code) => begin(code, code)}
            pending={start.isPending}
            action={t('greeting.begin')}
          />
        )}
        {!online && <p className="notice">{t('greeting.offline')}</p>}
        <Notice problem={start.error} />
      </Panel>
      {line.entered && <OnPaper line={line} entered={line.entered} />}
    </div>
  );
}
