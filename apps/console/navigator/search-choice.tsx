import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useDigitsInto } from '../shared/shortcuts';
import { textIn } from '../shared/views';
import type { AnswerInputProps } from './answer-input';

/** More than so many answers are searched, not looked through. */
export const manyChoices = 12;

/** Without accents and capitals, so that "Montreal" finds "Montréal". */
const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();

/** Many answers: typing leaves those that have the words, the arrows go through them, Enter takes one. */
export function SearchChoice({ question, language, digits, pending, suggested, onAnswer }: AnswerInputProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [at, setAt] = useState<number | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const list = useId();
  // A digit that is typed here is a part of what is searched.
  useDigitsInto(digits ? { place, add: (digit) => search(text + digit) } : null);
  const words = plain(text).split(/\s+/).filter(Boolean);
  const found = question.answers
    .map(({ value, label }) => ({ value, label: textIn(label, language) }))
    .filter(({ label }) => words.every((word) => plain(label).includes(word)));
  // Nothing is taken by Enter that was neither searched for nor chosen.
  const now = at ?? (words.length > 0 && found.length > 0 ? 0 : null);
  const search = (next: string) => {
    setText(next);
    setAt(null);
  };
  const idOf = (index: number) => `${list}-${index}`;
  const move = (by: number) => {
    if (found.length === 0) return;
    const next = now === null ? (by > 0 ? 0 : found.length - 1) : (now + by + found.length) % found.length;
    setAt(next);
    document.getElementById(idOf(next))?.scrollIntoView({ block: 'nearest' });
  };
  const take = (value: string | undefined) => {
    if (value !== undefined && !pending) onAnswer(value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter') take(now === null ? undefined : found[now]?.value);
    else if (event.key === 'Escape' && text !== '') {
      search('');
      event.stopPropagation();
    } else return;
    event.preventDefault();
  };
  return (
    <div className="search-choice" ref={place}>
      <label className="field">
        <span className="field-label">{t('choice.search', { count: question.answers.length })}</span>
        <input
          className="input"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={now === null ? undefined : idOf(now)}
          autoComplete="off"
          value={text}
          onChange={(event) => search(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <ul id={list} role="listbox" aria-label={textIn(question.ask, language)} className="search-found" lang={language}>
        {found.map(({ value, label }, index) => (
          <li
            key={value}
            id={idOf(index)}
            role="option"
            aria-selected={index === now}
            className={value === suggested ? 'search-one search-known' : 'search-one'}
            data-choice={value}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(value)}
          >
            {label}
          </li>
        ))}
      </ul>
      <p className="hint" aria-live="polite">
        {words.length > 0 && t('choice.found', { count: found.length })}
      </p>
    </div>
  );
}
