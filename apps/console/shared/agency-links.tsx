import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSecondPress } from '../navigator/second-press';
import { api, type ApiProblem, send } from './api';
import type { components } from './api.generated';
import { Notice, Push } from './controls';
import { moment } from './format';
import { currentLanguage } from './i18n';
import './list-messages';
import './styles/agency-links.css';
import { useTimeZone } from './worklist-data';

type LinkView = components['schemas']['LinkDto'];

/** It is told once: to copy, and to send to the agency. */
function Made({ link, name }: { link: LinkView; name: string }) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const place = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const mark = () => {
    place.current?.focus();
    place.current?.select();
  };
  useEffect(mark, [link.url]);
  const copy = () =>
    void (navigator.clipboard?.writeText(link.url) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setCopied(true),
      () => (mark(), setCopied(false)),
    );
  return (
    <div className="agency-link" data-testid="agency-link">
      <label className="field">
        <span className="field-label">{t(`links.${link.purpose as 'answer-offer' | 'report-outcome'}`, { name })}</span>
        <input ref={place} className="input" readOnly value={link.url} autoComplete="off" spellCheck={false} />
      </label>
      <Push onPress={copy}>{copied ? t('transfer.copied') : t('transfer.copy')}</Push>
      <p className="hint" role="status">
        {copied === false && <>{t('links.copy-by-hand')} </>}
        {t('links.until', { at: moment(link.expires, currentLanguage(), zone) })}
      </p>
    </div>
  );
}

/** For an agency whose mail or screen does not work: a link to send to it, and a way to end all that were sent. */
export function AgencyLinks({ referral, name, short = false }: { referral: string; name: string; short?: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const second = useSecondPress();
  const params = { path: { id: referral } };
  const make = useMutation<LinkView, ApiProblem>({
    gcTime: 0,
    mutationFn: async () => (await send(api.POST('/api/v1/referrals/{id}/links', { params }))).data,
  });
  const revoke = useMutation<number, ApiProblem>({
    mutationFn: async () => (await send(api.DELETE('/api/v1/referrals/{id}/links', { params }))).data.revoked,
    onSuccess: () => make.reset(),
  });
  const end = t('links.revoke');
  return (
    <div className="agency-links" data-links={referral}>
      <Push look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
        {short ? (
          <>
            {t('links.title-short')} <span className="unseen">{name}</span>
          </>
        ) : (
          t('links.title', { name })
        )}
      </Push>
      {open && (
        <div className="agency-links-open">
          <p className="hint">{t('links.hint', { name })}</p>
          <div className="choices">
            <Push pending={make.isPending} onPress={() => make.mutate(undefined, { onSuccess: () => revoke.reset() })}>
              {t('links.make')}
            </Push>
            <Push
              pending={revoke.isPending}
              {...second.looks('revoke', end)}
              onPress={() => second.press('revoke', end, () => revoke.mutate())}
            />
          </div>
          {make.data && <Made link={make.data} name={name} />}
          <div role="status">{revoke.isSuccess && <p>{t('links.revoked', { count: revoke.data })}</p>}</div>
          <Notice problem={make.error ?? revoke.error} />
        </div>
      )}
    </div>
  );
}
