import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel, Push } from '../shared/controls';
import { languages } from '../shared/i18n';
import { useShortcuts } from '../shared/shortcuts';
import { textIn } from '../shared/views';
import { useCall, useSpoken } from './call-context';

/** The sentence to say now, in the caller's language; the other language is one press away. */
export function ScriptPanel() {
  const { t } = useTranslation();
  const { view, contact } = useCall();
  const spoken = useSpoken();
  const other = languages.find((each) => each !== spoken) ?? 'en';
  const [both, setBoth] = useState(false);
  useShortcuts([{ code: 'KeyL', alt: true, run: () => setBoth(!both) }]);
  const script = view.script;
  if (!script) return null;
  return (
    <Panel
      title={contact?.interpreter ? t('script.say-interpreter') : t('script.say')}
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
    </Panel>
  );
}
