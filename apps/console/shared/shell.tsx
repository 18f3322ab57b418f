import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onConnection } from './api';
import { areas, areasOf, homeOf } from './areas';
import { Push } from './controls';
import { currentLanguage, languages, setLanguage } from './i18n';
import { signOut } from './api';
import { useSession } from './session';
import { themes, useTheme } from './theme';

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

/** One button through the three: it says which one holds. */
function ThemeChoice({ person }: { person: string | null }) {
  const { t } = useTranslation();
  const [theme, setTheme] = useTheme(person);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';
  return (
    <button type="button" className="theme-choice" onClick={() => setTheme(next)}>
      <span className="theme-name">{t('shell.theme')}</span> {t(`shell.theme.${theme}`)}
    </button>
  );
}

/** Only where this role has more than one place to go. */
function Areas({ role }: { role: string | undefined }) {
  const { t } = useTranslation();
  const mine = areasOf(role);
  if (mine.length < 2) return null;
  return (
    <nav className="areas" aria-label={t('shell.areas')}>
      {mine.map((area) => (
        <Link key={area} to={areas[area].to} activeOptions={{ exact: true }} className="area">
          {t(`area.${area}`)}
        </Link>
      ))}
    </nav>
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
    void navigate({ to: session ? homeOf(session.person.role) : '/sign-in' });
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
        <Link to={homeOf(session?.person.role)} className="brand">
          {t('shell.name')}
        </Link>
        <Areas role={session?.person.role} />
        <div className="shell-end">
          {session && <span className="who">{session.person.name}</span>}
          <ThemeChoice person={session?.person.id ?? null} />
          <LanguageSwitch />
          {session && (
            <Push look="quiet" onPress={signOut}>
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
