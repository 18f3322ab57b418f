import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';

/** Some browsers remember that a file did not come; under another name they ask for it again. They say which one it was. */
const addressIn = (error: unknown) => /https?:\S+\.js/.exec(String(error))?.[0];

/** The styles of a part are asked for once alone by what the build writes. */
function askForStylesAgain(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]'))
    if (!link.sheet) link.replaceWith(link.cloneNode());
}

const pause = 2_000;
async function untilThere<Module>(load: () => Promise<Module>): Promise<Module> {
  let address: string | undefined;
  for (let attempt = 0; ; attempt++) {
    try {
      return await (address ? (import(/* @vite-ignore */ `${address}?${attempt}`) as Promise<Module>) : load());
    } catch (error) {
      address ??= addressIn(error);
      await new Promise((resolve) => setTimeout(resolve, pause));
      askForStylesAgain();
    }
  }
}

function NotYet() {
  const { t } = useTranslation();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), pause);
    return () => clearTimeout(timer);
  }, []);
  return isLate && <p className="hint">{t('shell.not-yet')}</p>;
}

type PropsOf<Part> = Part extends ComponentType<infer Props extends object> ? Props : never;

/**
 * A part that is loaded beside the screen. Where it does not come — the connection broke, a newer console is there — all else goes on
 * without it: it says so in its place (`silent`: where there is no room for that), and is asked for again.
 */
export function lazily<Module, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
  silent = false,
): ComponentType<PropsOf<Module[Name]>> {
  const Part = lazy(async () => ({ default: (await untilThere(load))[name] as ComponentType<object> }));
  return function Lazily(props: object) {
    return (
      <Suspense fallback={silent ? null : <NotYet />}>
        <Part {...props} />
      </Suspense>
    );
  };
}
