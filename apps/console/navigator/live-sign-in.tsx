import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiProblem, send } from '../shared/api';
import type { components } from '../shared/api.generated';
import { Notice, Push } from '../shared/controls';
import { currentLanguage, wordFor } from '../shared/i18n';
import { askedPage, rememberPage, takePage } from '../shared/return-to';
import { openSession } from '../shared/session';
import { textIn } from '../shared/views';
import './sign-in-messages';

type Provider = components['schemas']['SignInView'];
type Seat = components['schemas']['SeatView'];

const whys = ['over', 'refused', 'away', 'no-access'] as const;
type Why = (typeof whys)[number];

/** Why the provider's way back ended here; null where nobody came from there. */
function whyIn(search: string): Why | null {
  const word = new URLSearchParams(search).get('why');
  return whys.find((one) => one === word) ?? null;
}

/** Sign-in with the helpline's provider: the way there, what one may be here, and what to do when it did not work. */
export function LiveSignIn() {
  const provider = useQuery({
    queryKey: ['sign-in-provider'],
    queryFn: async () => (await send(api.GET('/api/v1/sign-in/provider'))).data,
  });
  const choosing = new URLSearchParams(window.location.search).get('step') === 'choose';
  return (
    <>
      <Notice
        problem={provider.error instanceof ApiProblem ? provider.error : null}
        onRetry={() => void provider.refetch()}
      />
      {provider.data && choosing && <Choose provider={provider.data} />}
      {provider.data && !choosing && <Begin provider={provider.data} why={whyIn(window.location.search)} />}
    </>
  );
}

function Begin({ provider, why }: { provider: Provider; why: Why | null }) {
  const { t } = useTranslation();
  const { title } = provider;
  return (
    <div className="stack">
      {why && (
        <div className="demo-note" role="alert">
          <p>{t(`sign-in.why.${why}`, { title })}</p>
          {why === 'no-access' && <Ask provider={provider} />}
        </div>
      )}
      <p>
        <a className="push push-primary" href={wayTo()}>
          {t('sign-in.with', { title })}
        </a>
      </p>
      {why === 'no-access' && (
        <p>
          <a className="push push-plain" href="/api/v1/sign-in?anew=yes">
            {t('sign-in.other-account')}
          </a>
        </p>
      )}
      <p className="hint">{t('sign-in.live-hint', { title })}</p>
    </div>
  );
}

/** Whom to ask for access, as each tenant says it. */
function Ask({ provider }: { provider: Provider }) {
  const { t } = useTranslation();
  if (provider.ask.length === 0) return <p>{t('sign-in.ask')}</p>;
  return provider.ask.map((text) => <p key={text.en}>{textIn(text, currentLanguage())}</p>);
}

function wayTo(): string {
  const page = askedPage();
  return page === null ? '/api/v1/sign-in' : `/api/v1/sign-in?return=${encodeURIComponent(page)}`;
}

function Choose({ provider }: { provider: Provider }) {
  const { t } = useTranslation();
  const choices = useQuery({
    queryKey: ['sign-in-choices'],
    queryFn: async () => (await send(api.GET('/api/v1/sign-in/choices'))).data,
    staleTime: Infinity,
  });
  const enter = useMutation({
    mutationFn: async (choice: number) => (await send(api.POST('/api/v1/sign-in/session', { body: { choice } }))).data,
    onSuccess: ({ returnTo, ...session }) => {
      takePage();
      rememberPage(returnTo);
      openSession(session);
    },
  });
  const { mutate } = enter;
  const only = choices.data?.choices.length === 1;
  const entered = useRef(false);
  useEffect(() => {
    if (!only || entered.current) return;
    entered.current = true;
    mutate(0);
  }, [only, mutate]);
  const problem = [choices.error, enter.error].find((error) => error instanceof ApiProblem) ?? null;
  if (problem?.status === 410) return <Begin provider={provider} why="over" />;
  if (problem) return <Notice problem={problem} onRetry={() => (choices.data ? mutate(0) : void choices.refetch())} />;
  if (!choices.data || only) return <p role="status">{t('sign-in.opening')}</p>;
  return (
    <section className="stack" aria-labelledby="choose">
      <h2 id="choose">{t('sign-in.choose', { name: choices.data.name })}</h2>
      <ul className="stack">
        {choices.data.choices.map((seat, index) => (
          <li key={`${seat.tenant.id} ${seat.role} ${seat.region} ${seat.agency}`}>
            <Push look="plain" pending={enter.isPending} onPress={() => mutate(index)}>
              <SeatName seat={seat} />
            </Push>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SeatName({ seat }: { seat: Seat }) {
  const { t } = useTranslation();
  const places = [seat.agencyName, seat.regionName, seat.tenant.name].flatMap((name) => name ?? []);
  return <>{[wordFor(t, 'role', seat.role), ...places.map((name) => textIn(name, currentLanguage()))].join(' · ')}</>;
}
