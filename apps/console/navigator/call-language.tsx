import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../shared/api';
import { useNow } from '../shared/clock';
import { Notice, Push } from '../shared/controls';
import { duration } from '../shared/format';
import { currentLanguage, languageName, languages } from '../shared/i18n';
import type { ContactView } from '../shared/views';
import { useCall } from './call-context';
import type { ContactChange } from './call-outbox';
import { useContactChange } from './case-data';
import { InterpreterChoice } from './interpreter-choice';

interface Speaking {
  /** Null when nobody is on the line. */
  readonly contact: ContactView | null;
  readonly open: boolean;
  readonly toggle: () => void;
  readonly wish: (wanted: ContactChange) => void;
  readonly error: ApiProblem | null;
}
interface Props {
  readonly speaking: Speaking;
}

/** Since when the interpreter is on the line: they are booked by the minute. */
export function Interpreting({ speaking: { contact, wish } }: Props) {
  const { t } = useTranslation();
  const now = useNow();
  if (!contact?.interpreter) return null;
  const leg = contact.interpreters.findLast((one) => one.endedAt === null);
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
      <Push look="quiet" onPress={() => wish({ to: 'interpreter', language: null })}>
        {t('call.interpreter-end')}
      </Push>
    </span>
  );
}

/**
 * The language of the call, and the interpreter while there is one. The caller turns out to be easier in another language:
 * the script follows, the answers stay.
 */
export function useSpeaking(contact: ContactView | null): Speaking {
  const { view } = useCall();
  const { mutate, error } = useContactChange(view.id, view.contact);
  const [open, setOpen] = useState(false);
  const wish = (wanted: ContactChange) => {
    mutate(wanted);
    // Without a connection the wish is kept and sent later: nobody waits in front of an open list.
    setOpen(false);
  };
  // When the call is over nobody speaks any more.
  return { contact: contact?.status === 'open' ? contact : null, open, toggle: () => setOpen(!open), wish, error };
}

export function SpeakingButton({ speaking: { contact, open, toggle } }: Props) {
  const { t } = useTranslation();
  if (!contact) return null;
  return (
    <Push look="quiet" aria-expanded={open} onPress={toggle}>
      {t('call.speaks', { language: languageName(contact.language, currentLanguage()) })}
    </Push>
  );
}

export function SpeakingChoice({ speaking: { contact, open, toggle, wish, error } }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {contact && open && (
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
          <Push look="quiet" onPress={toggle}>
            {t('action.close')}
          </Push>
        </div>
      )}
      <Notice problem={error} />
    </>
  );
}
