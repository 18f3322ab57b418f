import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../shared/clock';
import { Notice, Push } from '../shared/controls';
import { duration } from '../shared/format';
import { currentLanguage, languageName, languages } from '../shared/i18n';
import type { ContactView } from '../shared/views';
import { useCall } from './call-context';
import type { ContactChange } from './call-outbox';
import { useContactChange } from './case-data';
import { InterpreterChoice } from './interpreter-choice';

/** How long the interpreter has been on the line: they are paid, and booked, by the minute. */
function Interpreting({ contact, onEnd }: { contact: ContactView; onEnd: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const leg = contact.interpreters.findLast((one) => one.endedAt === null);
  if (!contact.interpreter) return null;
  return (
    <span className="interpreting" data-testid="interpreter">
      <span className="fact">
        <span className="fact-name">{t('call.interpreter')}</span>{' '}
        {languageName(contact.interpreter, currentLanguage())}{' '}
        {leg && (
          <span role="timer" className="digits">
            {duration(now - Date.parse(leg.startedAt))}
          </span>
        )}
      </span>
      <Push look="quiet" onPress={onEnd}>
        {t('call.interpreter-end')}
      </Push>
    </span>
  );
}

/**
 * The language of the call, and the interpreter while there is one. The caller turns out to be easier in another language:
 * the script follows, the answers stay.
 */
export function CallLanguage({ contact }: { contact: ContactView }) {
  const { t } = useTranslation();
  const { view } = useCall();
  const change = useContactChange(view.id, contact.id);
  const [open, setOpen] = useState(false);
  // Without a connection the wish is kept and sent later; nobody waits in front of an open list.
  const wish = (wanted: ContactChange) => {
    change.mutate(wanted);
    setOpen(false);
  };
  const speaks = languageName(contact.language, currentLanguage());
  return (
    <>
      <Interpreting contact={contact} onEnd={() => wish({ to: 'interpreter', language: null })} />
      <Push look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
        {t('call.speaks', { language: speaks })}
      </Push>
      {open && (
        <div className="call-language" role="group" aria-label={t('call.change-language')}>
          {languages.map((language) => (
            <Push key={language} onPress={() => wish({ to: 'language', language })}>
              {t(`language.${language}`)}
            </Push>
          ))}
          <InterpreterChoice
            onChoose={(language) => wish({ to: 'interpreter', language })}
            pending={false}
            action={t('language.bring-in')}
          />
        </div>
      )}
      <Notice problem={change.error} />
    </>
  );
}
