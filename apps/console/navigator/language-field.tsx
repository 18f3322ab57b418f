import { useTranslation } from 'react-i18next';
import { currentLanguage, languageName, otherLanguages } from '../shared/i18n';

interface Props {
  readonly label: string;
  /** Of the radio buttons of this form. */
  readonly group: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
}
const own: readonly string[] = ['en', 'fr'];

/** A language within a form, chosen as its question is answered: English, French, or another one by name. */
export function LanguageField({ label, group, value, onChange }: Props) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const others = [...new Set([...otherLanguages, ...(value && !own.includes(value) ? [value] : [])])]
    .map((code) => ({ code, name: languageName(code, language) }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
  return (
    <fieldset className="radios">
      <legend>{label}</legend>
      {own.map((code) => (
        <label key={code} className="check">
          <input type="radio" name={group} checked={value === code} onChange={() => onChange(code)} />
          <span lang={code}>{t(`language.${code}`)}</span>
        </label>
      ))}
      <label className="field">
        <span className="field-label">{t('language.another')}</span>
        <select
          className="input"
          value={own.includes(value) ? '' : value}
          onChange={(event) => event.target.value && onChange(event.target.value)}
        >
          <option value="">{t('language.choose')}</option>
          {others.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
