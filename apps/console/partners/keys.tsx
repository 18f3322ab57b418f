import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSecondPress } from '../navigator/second-press';
import { useSlowNow } from '../shared/clock';
import { Notice, Panel, Push } from '../shared/controls';
import { dayOf } from '../shared/format';
import { currentLanguage, wordFor } from '../shared/i18n';
import { Moment } from '../shared/worklist';
import { useTimeZone } from '../shared/worklist-data';
import { AddKey } from './add-key';
import { useKeys, useRevokeKey, useRotateKey, type KeyView } from './partners-data';
import { ShownOnce } from './shown-once';
import './partners-messages';

/** So long the former key holds beside the new one. */
const overlapHours = 24;

function KeyState({ of }: { of: KeyView }) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const now = useSlowNow();
  if (of.revokedAt !== null)
    return (
      <>
        <span className="chip">{t('partners.key-revoked')}</span> <Moment at={of.revokedAt} />
      </>
    );
  const isOver = Date.parse(of.expiresAt) <= now;
  return (
    <>
      <span className={isOver ? 'chip' : 'chip chip-good'}>
        {t(isOver ? 'partners.key-over' : 'partners.key-holds')}
      </span>{' '}
      {t('partners.key-until', { day: dayOf(of.expiresAt, currentLanguage(), zone) })}
    </>
  );
}

function Key({ of }: { of: KeyView }) {
  const { t } = useTranslation();
  const now = useSlowNow();
  const name = useId();
  const second = useSecondPress();
  const rotate = useRotateKey(of);
  const revoke = useRevokeKey(of);
  const ended = of.revokedAt !== null || Date.parse(of.expiresAt) <= now;
  const twice = (what: 'rotate' | 'revoke', run: () => void) => {
    const label = t(`partners.key-${what}`);
    return { ...second.looks(what, label), onPress: () => second.press(what, label, run) };
  };
  return (
    <article className="partner-card" aria-labelledby={name} data-key={of.id}>
      <h3 id={name}>{of.name}</h3>
      <p>
        <KeyState of={of} />
      </p>
      <p className="hint">
        {t('partners.key-may', { list: of.scopes.map((scope) => wordFor(t, 'scope', scope)).join(' · ') })}
      </p>
      <p className="hint">
        {of.lastUsedAt ? (
          <>
            {t('partners.key-used')} <Moment at={of.lastUsedAt} />
          </>
        ) : (
          t('partners.key-unused')
        )}
      </p>
      {!ended && (
        <div className="choices">
          <Push pending={rotate.isPending} {...twice('rotate', () => rotate.mutate(overlapHours))} />
          <Push pending={revoke.isPending} {...twice('revoke', () => revoke.mutate())} />
        </div>
      )}
      <Notice problem={rotate.error ?? revoke.error} />
      {rotate.data && (
        <>
          <ShownOnce label={t('partners.new-key')} secret={rotate.data.secret} onKept={() => rotate.reset()} />
          <p className="hint">{t('partners.both-hold', { hours: overlapHours })}</p>
        </>
      )}
    </article>
  );
}

/** By which the agency's systems do what its people may do. */
export function Keys({ agency }: { agency: string }) {
  const { t } = useTranslation();
  const { keys, problem, again } = useKeys(agency);
  const [adding, setAdding] = useState(false);
  return (
    <Panel title={t('partners.keys')}>
      <p className="hint">{t('partners.keys-hint')}</p>
      <Notice problem={problem} onRetry={again} />
      {!keys && !problem && <p className="hint">{t('shell.loading')}</p>}
      {keys?.length === 0 && <p>{t('partners.no-keys')}</p>}
      {keys && keys.length > 0 && (
        <ul className="partner-list">
          {keys.map((key) => (
            <li key={key.id}>
              <Key of={key} />
            </li>
          ))}
        </ul>
      )}
      {keys && !adding && <Push onPress={() => setAdding(true)}>{t('partners.add-key')}</Push>}
      {adding && <AddKey agency={agency} onClose={() => setAdding(false)} />}
    </Panel>
  );
}
