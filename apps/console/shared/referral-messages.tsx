import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { draftKey, useDraft } from '../navigator/drafts';
import { useAnnounce } from './announce';
import { api, type ApiProblem, send } from './api';
import { Field, Notice, Push } from './controls';
import { moment } from './format';
import { currentLanguage } from './i18n';
import type { MessageView } from './views';
import { useWish } from './wish';
import { usePages, useTimeZone } from './worklist-data';
import './styles/messages.css';

const mostLetters = 1000;

export function useMessages(referral: string) {
  return usePages<
    MessageView,
    { items: readonly MessageView[]; next: string | null; mayWrite: boolean; told: boolean }
  >(['messages', referral], async (cursor) => {
    const params = { path: { id: referral }, query: { limit: 20, ...cursor } };
    return (await send(api.GET('/api/v1/referrals/{id}/messages', { params }))).data;
  });
}

function useWrite(referral: string) {
  const client = useQueryClient();
  const wish = useWish(`message.${referral}`);
  return useMutation<unknown, ApiProblem, string>({
    mutationFn: (text) =>
      wish({ text }, (headers) => {
        const params = { path: { id: referral } };
        return send(api.POST('/api/v1/referrals/{id}/messages', { params, headers, body: { text } }));
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['messages', referral] }),
  });
}

/** What is being written is kept until it has arrived, and pressed twice it arrives once. */
function Writing({ referral }: { referral: string }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const [text, setText] = useDraft(draftKey(referral, 'message'));
  const write = useWrite(referral);
  return (
    <form
      className="message-write"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '' || write.isPending) return;
        write.mutate(text, {
          onSuccess: () => {
            setText('');
            announce(t('messages.sent'));
          },
        });
      }}
    >
      <Field
        label={t('messages.label')}
        help={t('messages.help')}
        value={text}
        onChange={setText}
        lines={2}
        maxLength={mostLetters}
      />
      <Push type="submit" pending={write.isPending}>
        {t('messages.send')}
      </Push>
      <Notice problem={write.error} />
    </form>
  );
}

/** What an agency and we wrote to each other about one referral, oldest first, and a place to write. */
export function ReferralMessages({ referral, side }: { referral: string; side: MessageView['writtenBy'] }) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const language = currentLanguage();
  const messages = useMessages(referral);
  const page = messages.first;
  return (
    <div className="messages">
      <Notice problem={messages.problem} onRetry={messages.again} />
      {messages.more && <Push onPress={messages.more}>{t('messages.earlier')}</Push>}
      {messages.items?.length === 0 && (
        <p className="hint">{t(page?.told || page?.mayWrite ? 'messages.none' : 'messages.closed')}</p>
      )}
      <ol className="message-list">
        {[...(messages.items ?? [])].reverse().map((one) => (
          <li key={one.id} data-from={one.writtenBy === side ? 'us' : 'them'}>
            <p className="hint">
              {one.writtenBy === side ? t('messages.from-us') : t(`messages.from-${one.writtenBy}`)}
              {one.name ? ` · ${one.name}` : ''} · <time dateTime={one.at}>{moment(one.at, language, zone)}</time>
            </p>
            <p className="message-text">{one.text}</p>
          </li>
        ))}
      </ol>
      {page && !page.told && side === 'agency' && <p className="hint">{t('messages.not-told')}</p>}
      {page?.mayWrite && <Writing referral={referral} />}
      {page && !page.mayWrite && messages.items && messages.items.length > 0 && (
        <p className="hint">{t('messages.closed')}</p>
      )}
    </div>
  );
}
