import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import '../shared/list-messages';
import { Unread } from '../shared/unread';
import { textIn } from '../shared/views';
import { useCall } from './call-context';

/** That somebody read something is no change of the case: nothing is heard of it, so it is looked for. */
const lookEvery = 20_000;

function useLooks(id: string, waits: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ['case', id] }), lookEvery);
    return () => clearInterval(timer);
  }, [client, id, waits]);
}

/** Whether the team has read that something changed, or that it is called off: whoever has not is called. */
export function TeamHasRead() {
  const { t } = useTranslation();
  const { view, timeZone } = useCall();
  const language = currentLanguage();
  const told = view.agencyTold ?? [];
  const unread = told.filter(({ readAt }) => readAt === null);
  useLooks(view.id, unread.length > 0);
  if (told.length === 0) return null;
  const read = told.flatMap(({ name, about, readAt }) => {
    if (readAt === null) return [];
    const words = { name: textIn(name, language), at: moment(readAt, language, timeZone) };
    return [
      <p key={`${name.en} ${about}`} data-told={about} data-read="yes">
        {t(`told.${about}-read`, words)}
      </p>,
    ];
  });
  return (
    <div role="status" data-testid="team-has-read">
      {unread.length > 0 && (
        <div className="notice call-notice">
          {unread.map((one) => (
            <Unread key={`${one.name.en} ${one.about}`} told={one} timeZone={timeZone} />
          ))}
        </div>
      )}
      <div className="hint">{read}</div>
    </div>
  );
}
