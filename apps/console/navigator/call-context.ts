import { createContext, useContext } from 'react';
import { scriptLanguage, type Language } from '../shared/i18n';
import type { AllowedView, CaseView, ContactView } from '../shared/views';

export interface Call {
  readonly view: CaseView;
  /** Null until it is loaded; a case can be shown without. */
  readonly contact: ContactView | null;
  /** The person who looks at the screen. */
  readonly me: string | null;
  readonly timeZone: string | undefined;
}
const CallContext = createContext<Call | null>(null);
export const CallProvider = CallContext.Provider;

export function useCall(): Call {
  const call = useContext(CallContext);
  if (!call) throw new Error('useCall() is for the parts of the call screen: put them inside CallProvider.');
  return call;
}

/** The language that the caller hears. */
export function useSpoken(): Language {
  const { view, contact } = useCall();
  return scriptLanguage(contact?.language ?? view.language);
}

export function useAllowed(event: string): AllowedView | undefined {
  return useCall().view.allowed.find((one) => one.event === event);
}
