import { useTranslation } from 'react-i18next';
import { Notice, Push } from '../shared/controls';
import { languages } from '../shared/i18n';
import type { ContactView } from '../shared/views';
import { useContactChange } from './case-data';
import { InterpreterChoice } from './interpreter-choice';

/** The caller turns out to be easier in another language: the script follows, the answers stay. */
export function CallLanguage({ contact, onDone }: { contact: ContactView; onDone: () => void }) {
  const { t } = useTranslation();
  const change = useContactChange(contact.id);
  const speak = (language: string, interpreter?: string) =>
    change.mutate({ language, ...(interpreter ? { interpreter } : {}) }, { onSuccess: onDone });
  return (
    <div className="call-language" role="group" aria-label={t('call.change-language')}>
      {languages.map((language) => (
        <Push key={language} pending={change.isPending} onPress={() => speak(language)}>
          {t(`language.${language}`)}
        </Push>
      ))}
      <InterpreterChoice
        onChoose={(code) => speak(code, code)}
        pending={change.isPending}
        action={t('language.bring-in')}
      />
      <Notice problem={change.error} />
    </div>
  );
}
