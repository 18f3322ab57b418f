import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiProblem } from '../shared/api';
import { Notice, Push } from '../shared/controls';

interface PartnerFormProps {
  readonly label: string;
  /** What the button that sends it says. */
  readonly send: string;
  readonly ready: boolean;
  readonly adding: { readonly isPending: boolean; readonly error: ApiProblem | null };
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What is added to a partner's systems: its fields, why it was refused, and the way back. It is sent once. */
export function PartnerForm({ label, send, ready, adding, onSend, onClose, children }: PartnerFormProps) {
  const { t } = useTranslation();
  return (
    <form
      className="partner-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !adding.isPending) onSend();
      }}
    >
      {children}
      <Notice problem={adding.error} />
      <div className="choices">
        <Push type="submit" look="primary" pending={adding.isPending} isDisabled={!ready}>
          {send}
        </Push>
        <Push look="quiet" onPress={onClose}>
          {t('action.cancel')}
        </Push>
      </div>
    </form>
  );
}
