import { Link, Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { onConnection } from './api';
import { areas, areasOf, homeOf, mayUse } from './areas';
import { Push } from './controls';
import { currentLanguage, languages, setLanguage } from './i18n';
import { lazily } from './lazily';
import { isFollowing, followAgain, onFollowing } from './live';
import { takePage } from './return-to';
import { useSession } from './session';
import { SignOut } from './sign-out';
import { themes, useTheme } from './theme';
import { Unfold, useFold } from './unfold';

const MenuAlerts = lazily(() => import('./menu-alerts'), 'MenuAlerts', true);
const FoldedAlerts = lazily(() => import('./menu-alerts'), 'FoldedAlerts', true);
const SendWaiting = lazily(() => import('../navigator/send-waiting'), 'SendWaiting', true);

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
    <button type="button" className="theme-choice" data-stays="" onClick={() => setTheme(next)}>
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
    <nav className="areas shell-fold" aria-label={t('shell.areas')}>
      {mine.map((area) => (
        <Link key={area} to={areas[area].to} activeOptions={{ exact: true }} className="area">
          <span className="area-name">{t([`menu.${area}`, `area.${area}`])}</span>
          {area === 'alerts' && <MenuAlerts />}
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

/** Too many windows follow what happens; the server ended this one's turn. It does not take the turn of another by itself. */
function FollowingNotice() {
  const { t } = useTranslation();
  const following = useSyncExternalStore(onFollowing, isFollowing);
  return (
    <div role="status" className="connection" data-testid="following">
      {!following && (
        <p>
          {t('shell.not-following')}{' '}
          <Push look="quiet" onPress={followAgain}>
            {t('shell.follow-again')}
          </Push>
        </p>
      )}
    </div>
  );
}

/** Signing in and out empties what was loaded, and leads to the right screen. */
function useSignedInRedirect() {
  const session = useSession();
  const navigate = useNavigate();
  const router = useRouter();
  const client = useQueryClient();
  const before = useRef(session);
  useEffect(() => {
    if (before.current === session) return;
    before.current = session;
    client.clear();
    const asked = session?.signOutAt === undefined ? null : takePage();
    if (asked !== null) router.history.push(asked);
    else void navigate({ to: session ? homeOf(session.person.role) : '/sign-in' });
  }, [session, navigate, client, router]);
  return session;
}

export function Shell() {
  const { t } = useTranslation();
  const session = useSignedInRedirect();
  const { unfolded, toggle, bar, listens } = useFold();
  return (
    <>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header ref={bar} {...listens} className={unfolded ? 'shell-head' : 'shell-head shell-folded'}>
        <Link to={homeOf(session?.person.role)} className="brand">
          {t('shell.name')}
        </Link>
        {session && (
          <Unfold unfolded={unfolded} onPress={toggle}>
            {t('shell.menu')}
            {mayUse('alerts', session.person.role) && <FoldedAlerts />}
          </Unfold>
        )}
        <Areas role={session?.person.role} />
        <div className={session ? 'shell-end shell-fold' : 'shell-end'}>
          {session && <span className="who">{session.person.name}</span>}
          {session && <SignOut key={session.token} />}
          <ThemeChoice person={session?.person.id ?? null} />
          {/* Last: it stays under the pointer while all other words change their width. */}
          <LanguageSwitch />
        </div>
      </header>
      <ConnectionNotice />
      {session && <FollowingNotice />}
      {session && <SendWaiting />}
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
