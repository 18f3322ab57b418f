import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { currentLanguage, languageName, otherLanguages } from '../shared/i18n';

/** A language that the program's own people don't speak: an interpreter joins, and the screen remembers for which one. */
export function InterpreterChoice({
  onChoose,
  pending,
  action,
}: {
  onChoose: (code: string) => void;
  pending: boolean;
  action: string;
}) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const language = currentLanguage();
  const options = otherLanguages
    .map((each) => ({ code: each, name: languageName(each, language) }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
  return (
    <form
      className="interpreter"
      onSubmit={(event) => {
        event.preventDefault();
        if (code) onChoose(code);
      }}
    >
      <label className="field">
        <span className="field-label">{t('language.interpreter-for')}</span>
        <select className="input" autoFocus value={code} onChange={(event) => setCode(event.target.value)}>
          <option value="">{t('language.choose')}</option>
          {options.map((option) => (
            <option key={option.code} value={option.code}>
              {option.name}
            </option>
          ))}
        </select>
      </label>
      <Push type="submit" look="primary" isDisabled={!code} pending={pending}>
        {action}
      </Push>
    </form>
  );
}
