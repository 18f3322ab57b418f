import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onConnection } from './api';
import { Push } from './controls';
import { currentLanguage, languages, setLanguage } from './i18n';
import { setSession, useSession } from './session';

/** Shown in its own language, so that whoever needs it can read it. */
function LanguageSwitch() {
  const { t } = useTranslation();
  const current = currentLanguage();
  return (
    <div className="language-switch" role="group" aria-label={t('shell.language')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => setLanguage(language)}
        >
          {t(`shell.language.${language}`)}
        </button>
      ))}
    </div>
  );
}

function ConnectionNotice() {
  const { t } = useTranslation();
  const [online, setOnline] = useState(true);
  useEffect(() => onConnection(setOnline), []);
  return (
    <div role="status" className="connection">
      {!online && <p>{t('shell.offline')}</p>}
    </div>
  );
}

/** Signing in and out empties what was loaded, and leads to the right screen. */
function useSignedInRedirect() {
  const session = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const before = useRef(session);
  useEffect(() => {
    if (before.current === session) return;
    before.current = session;
    client.clear();
    void navigate({ to: session ? '/' : '/sign-in' });
  }, [session, navigate, client]);
  return session;
}

export function Shell() {
  const { t } = useTranslation();
  const session = useSignedInRedirect();
  return (
    <>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header className="shell-head">
        <Link to="/" className="brand">
          {t('shell.name')}
        </Link>
        <div className="shell-end">
          {session && <span className="who">{session.person.name}</span>}
          <LanguageSwitch />
          {session && (
            <Push look="quiet" onPress={() => setSession(null)}>
              {t('shell.sign-out')}
            </Push>
          )}
        </div>
      </header>
      <ConnectionNotice />
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
