import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSecondPress } from '../navigator/second-press';
import { Notice, Push } from '../shared/controls';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import { useTimeZone } from '../shared/worklist-data';
import {
  useChangeWebhook,
  useRemoveWebhook,
  useReplay,
  useRotateSecrets,
  useTestWebhook,
  type WebhookView,
} from './partners-data';
import { ShownOnce } from './shown-once';
import './partners-messages';

const hour = 3_600_000;
const spans = { hour, day: 24 * hour, week: 7 * 24 * hour } as const;
/** So long both secrets sign: a partner changes over without losing a message. */
const overlapHours = 24;

/** Everything since then, in order, by the same ids: what the partner lost is told again. */
function ReplaySince({ webhook }: { webhook: WebhookView }) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const replay = useReplay(webhook.id);
  const { data } = replay;
  const go = (since: string) => replay.mutate({ since });
  return (
    <div className="partner-sub" role="group" aria-label={t('partners.replay-since')}>
      <p>{t('partners.replay-since')}</p>
      <div className="choices">
        {(Object.keys(spans) as (keyof typeof spans)[]).map((span) => (
          <Push
            key={span}
            pending={replay.isPending}
            onPress={() => go(new Date(Date.now() - spans[span]).toISOString())}
          >
            {t(`partners.replay-${span}`)}
          </Push>
        ))}
      </div>
      <div role="status">
        {data && <p>{t('partners.replayed', { count: data.messages })}</p>}
        {data?.until && (
          <Push pending={replay.isPending} onPress={() => go(data.until ?? '')}>
            {t('partners.replay-rest', { at: moment(data.until, currentLanguage(), zone) })}
          </Push>
        )}
      </div>
      <Notice problem={replay.error} />
    </div>
  );
}

function Tries({ webhook }: { webhook: WebhookView }) {
  const { t } = useTranslation();
  const [replaying, setReplaying] = useState(false);
  const test = useTestWebhook(webhook);
  return (
    <>
      <div className="choices">
        <Push pending={test.isPending} isDisabled={!webhook.enabled} onPress={() => test.mutate()}>
          {t('partners.test')}
        </Push>
        <Push aria-expanded={replaying} isDisabled={!webhook.enabled} onPress={() => setReplaying(!replaying)}>
          {t('partners.replay')}
        </Push>
      </div>
      {!webhook.enabled && <p className="hint">{t('partners.off-hint')}</p>}
      <div role="status">{test.isSuccess && <p>{t('partners.tested')}</p>}</div>
      <Notice problem={test.error} />
      {replaying && webhook.enabled && <ReplaySince webhook={webhook} />}
    </>
  );
}

/** What holds a secret or ends something takes two presses. */
function Changes({ webhook }: { webhook: WebhookView }) {
  const { t } = useTranslation();
  const second = useSecondPress();
  const change = useChangeWebhook(webhook);
  const remove = useRemoveWebhook(webhook);
  const rotate = useRotateSecrets(webhook);
  const twice = (name: string, label: string, run: () => void) => ({
    ...second.looks(name, label),
    onPress: () => second.press(name, label, run),
  });
  return (
    <>
      <div className="choices">
        <Push
          pending={rotate.isPending}
          {...twice('rotate', t('partners.rotate'), () => rotate.mutate(overlapHours))}
        />
        {webhook.enabled ? (
          <Push
            pending={change.isPending}
            {...twice('off', t('partners.switch-off'), () => change.mutate({ enabled: false }))}
          />
        ) : (
          <Push pending={change.isPending} onPress={() => change.mutate({ enabled: true })}>
            {t('partners.switch-on')}
          </Push>
        )}
        <Push pending={remove.isPending} {...twice('remove', t('partners.remove'), () => remove.mutate())} />
      </div>
      <Notice problem={change.error ?? remove.error ?? rotate.error} />
      {rotate.data && (
        <>
          <ShownOnce label={t('partners.new-secret')} secret={rotate.data.secret} onKept={() => rotate.reset()} />
          <p className="hint">{t('partners.both-sign', { hours: overlapHours })}</p>
        </>
      )}
    </>
  );
}

export function WebhookActions({ webhook, mayChange }: { webhook: WebhookView; mayChange: boolean }) {
  return (
    <>
      <Tries webhook={webhook} />
      {mayChange && <Changes webhook={webhook} />}
    </>
  );
}
