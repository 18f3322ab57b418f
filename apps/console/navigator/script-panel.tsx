import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel, Push } from '../shared/controls';
import { currentLanguage, languages } from '../shared/i18n';
import { useShortcuts } from '../shared/shortcuts';
import { textIn, type Text } from '../shared/views';
import { useCall, useSpoken } from './call-context';
import { useLineBroke } from './line-broke';

/** The sentence to say now, in the caller's language, the other one press away; and what is not to be said. */
export function ScriptPanel() {
  const { t } = useTranslation();
  const { view, contact } = useCall();
  const spoken = useSpoken();
  const other = languages.find((each) => each !== spoken) ?? 'en';
  const [both, setBoth] = useState(false);
  useShortcuts([{ code: 'KeyL', alt: true, run: () => setBoth(!both) }]);
  const { script, help } = view;
  // What is asked where a team is, is not said on the phone.
  const theyAsk = view.kind === 'consent' && view.owner?.kind === 'agency';
  const lineBroke = useLineBroke() && view.kind !== 'end' && !theyAsk;
  if (!script || lineBroke)
    return (
      (help ?? lineBroke) && (
        <Panel title={t(lineBroke ? 'script.line-broke' : 'script.do')}>
          {lineBroke && <p data-testid="line-broke">{t('script.nobody-there')}</p>}
          {help && <Help help={help} />}
        </Panel>
      )
    );
  return (
    <Panel
      title={t(theyAsk ? 'script.they-ask' : contact?.interpreter ? 'script.say-interpreter' : 'script.say')}
      className="panel-script"
      aside={
        <Push look="quiet" aria-pressed={both} onPress={() => setBoth(!both)}>
          {t(`script.also.${other}`)}
        </Push>
      }
    >
      <p className="script-line" lang={spoken} data-testid="script">
        {textIn(script, spoken)}
      </p>
      {both && (
        <p className="script-line script-other" lang={other}>
          {textIn(script, other)}
        </p>
      )}
      {help && <Help help={help} />}
    </Panel>
  );
}

/** For the navigator's eyes, so in the navigator's language; it must not look like something to read aloud. */
function Help({ help }: { help: Text }) {
  return (
    <p className="script-help hint" data-testid="help">
      {textIn(help, currentLanguage())}
    </p>
  );
}
