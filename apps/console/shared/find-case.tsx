import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from './api';
import { Field, Notice, Push } from './controls';
import { useShortcuts } from './shortcuts';
import { useOpenCase } from './worklist';
import type { CaseListItem } from './views';
import { findByNumber } from './worklist-data';

/** A caller says the number of their case: one key, the number, Enter. Dashes, spaces and case don't matter. */
export function FindCase() {
  const { t } = useTranslation();
  const open = useOpenCase();
  const form = useRef<HTMLFormElement>(null);
  const [number, setNumber] = useState('');
  const find = useMutation<CaseListItem | null, ApiProblem, string>({
    mutationFn: findByNumber,
    onSuccess: (found) => {
      if (found) open(found.id);
    },
  });
  const toField = () => form.current?.querySelector('input')?.focus();
  useShortcuts([{ code: 'KeyK', alt: true, run: toField }]);
  const submit = () => {
    if (number.trim() === '') toField();
    else find.mutate(number.trim());
  };
  return (
    <form
      ref={form}
      role="search"
      aria-label={t('find.title')}
      className="find-case"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={t('find.label')} value={number} onChange={setNumber} maxLength={40} />
      <Push type="submit" pending={find.isPending} hotkey={t('keys.find')}>
        {t('find.go')}
      </Push>
      <div role="status">{find.data === null && <p>{t('find.none', { number: find.variables ?? '' })}</p>}</div>
      <Notice problem={find.error} />
    </form>
  );
}
