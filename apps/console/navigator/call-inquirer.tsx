import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../shared/api';
import { Notice, Push } from '../shared/controls';
import { useCall } from './call-context';
import { useContactChange } from './case-data';
import { relationWord, WhoCalls, type Caller } from './who-calls';

interface Calling {
  /** Null: nobody has said it yet. */
  readonly caller: Caller | null;
  /** While somebody is on the line it can turn out that it is somebody else. */
  readonly changeable: boolean;
  readonly open: boolean;
  readonly toggle: () => void;
  readonly set: (caller: Caller) => void;
  readonly error: ApiProblem | null;
}

/** Who speaks to us, and for whom: as it was said at first, or as it turned out. */
export function useCalling(): Calling {
  const { view, contact } = useCall();
  const { mutate, error } = useContactChange(view.id, view.contact);
  const [open, setOpen] = useState(false);
  const { inquirer, relation } = contact ?? view;
  const caller = inquirer && { inquirer, ...(relation ? { relation } : {}) };
  const set = (next: Caller) => mutate({ to: 'inquirer', inquirer: next.inquirer, relation: next.relation ?? null });
  return { caller, changeable: contact?.status === 'open', open, toggle: () => setOpen(!open), set, error };
}

const wordOf = (caller: Caller | null): string =>
  caller === null ? 'unsaid' : caller.inquirer === 'self' ? 'self' : relationWord(caller.relation);

export function CallerButton({ calling: { caller, changeable, open, toggle } }: { calling: Calling }) {
  const { t } = useTranslation();
  const who = t('call.calls', { who: wordOf(caller) });
  return (
    <span className="caller" data-testid="inquirer" data-inquirer={caller?.inquirer ?? 'unsaid'}>
      {changeable ? (
        <Push look="quiet" aria-expanded={open} onPress={toggle}>
          {who}
        </Push>
      ) : (
        <span className="caller-said">{who}</span>
      )}
    </span>
  );
}

export function CallerChoice({ calling: { caller, changeable, open, toggle, set, error } }: { calling: Calling }) {
  const { t } = useTranslation();
  return (
    <>
      {changeable && open && (
        <div className="call-language" role="group" aria-label={t('call.change-inquirer')}>
          <WhoCalls caller={caller} onChange={set} />
          <Push onPress={toggle}>{t('action.close')}</Push>
        </div>
      )}
      <Notice problem={error} />
    </>
  );
}
