import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ApiProblem, send } from '../shared/api';
import { Field, Notice, Push } from '../shared/controls';
import { currentLanguage, languageName, wordFor } from '../shared/i18n';
import { Select } from '../shared/select';
import type { LineView } from '../shared/views';
import { useOpenCase } from '../shared/worklist';
import { useMe } from './case-data';
import './online-messages';
import './online.css';
import { instantAt, onTheWall } from './time-ahead';

interface Came {
  readonly channel: string;
  /** As the clock on the wall showed it. */
  readonly at: string;
  readonly language: string;
}

/** What came without anybody on the line is entered with the moment at which it came in. */
function useEnter({ id: line, program }: LineView) {
  const open = useOpenCase();
  return useMutation<string, ApiProblem, Came & { readonly timeZone: string }>({
    mutationFn: async ({ channel, at, language, timeZone }) => {
      const received = instantAt(at, timeZone);
      const body = { program, line, channel: channel as 'mail', language, received };
      const params = { header: { 'Idempotency-Key': crypto.randomUUID() } };
      return (await send(api.POST('/api/v1/cases', { params, body }))).data.id;
    },
    onSuccess: open,
  });
}

interface Props {
  readonly line: LineView;
  readonly entered: readonly string[];
}

/** An application on paper: how and when it came in, and its questions are there. */
export function OnPaper(props: Props) {
  const { t } = useTranslation();
  const timeZone = useMe().data?.tenant.timeZone;
  return (
    <details className="panel panel-quiet" data-testid="on-paper">
      <summary>{t('paper.title')}</summary>
      {timeZone && <Form {...props} timeZone={timeZone} />}
    </details>
  );
}

function Form({ line, entered, timeZone }: Props & { readonly timeZone: string }) {
  const { t } = useTranslation();
  const enter = useEnter(line);
  const [came, setCame] = useState<Came>({
    ...{ channel: entered[0] ?? '', language: line.languages[0] ?? 'en' },
    at: onTheWall(Date.now(), timeZone),
  });
  const { channel, at, language } = came;
  return (
    <form
      className="online"
      aria-label={t('paper.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (at !== '') enter.mutate({ ...came, timeZone });
      }}
    >
      <p>{t('paper.about')}</p>
      <Select
        label={t('paper.how')}
        value={channel}
        onChange={(next) => setCame({ ...came, channel: next })}
        options={entered.map((id) => ({ id, name: wordFor(t, 'paper', id) }))}
      />
      <Field
        label={t('paper.when')}
        type="datetime-local"
        value={at}
        onChange={(next) => setCame({ ...came, at: next })}
        help={t('paper.when-help')}
      />
      <Select
        label={t('paper.language')}
        value={language}
        onChange={(next) => setCame({ ...came, language: next })}
        options={line.languages.map((id) => ({ id, name: languageName(id, currentLanguage()) }))}
      />
      <Push type="submit" look="primary" pending={enter.isPending} isDisabled={at === ''}>
        {t('paper.enter')}
      </Push>
      <Notice problem={enter.error} />
    </form>
  );
}
