import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import './partners-messages';

/** A secret that nobody can show again: it stands here until somebody says that it is kept. */
export function ShownOnce({ label, secret, onKept }: { label: string; secret: string; onKept: () => void }) {
  const { t } = useTranslation();
  const place = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  useEffect(() => {
    place.current?.focus();
    place.current?.select();
  }, [secret]);
  const copy = () => {
    const done = navigator.clipboard?.writeText(secret) ?? Promise.reject(new Error('no clipboard'));
    done.then(
      () => setCopied(true),
      () => {
        place.current?.focus();
        place.current?.select();
        setCopied(false);
      },
    );
  };
  return (
    <div className="shown-once" data-testid="shown-once">
      <label className="field">
        <span className="field-label">{label}</span>
        <input ref={place} className="input secret" readOnly value={secret} autoComplete="off" spellCheck={false} />
      </label>
      <p>{t('partners.once')}</p>
      <div className="choices">
        <Push look="primary" onPress={copy}>
          {copied ? t('transfer.copied') : t('transfer.copy')}
        </Push>
        <Push onPress={onKept}>{t('partners.kept')}</Push>
      </div>
      <div role="status">{copied === false && <p className="hint">{t('partners.copy-by-hand')}</p>}</div>
    </div>
  );
}
