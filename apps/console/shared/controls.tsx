import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Input, Label, Text as HelpText, TextArea, TextField, type ButtonProps } from 'react-aria-components';
import type { ApiProblem } from './api';
import { wordFor } from './i18n';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

/**
 * A button with a digit or key shown beside its label, when it has one. While it waits it takes no second press; it keeps
 * the focus and says nothing (React Aria's own `isPending` would speak to a screen reader each time).
 */
export function Push({
  pending = false,
  onPress,
  look = 'plain',
  hotkey,
  keepsPlace = false,
  again,
  children,
  ...props
}: Omit<ButtonProps, 'children' | 'className' | 'isPending' | 'type'> & {
  pending?: boolean;
  type?: 'button' | 'submit';
  look?: Look;
  hotkey?: string | undefined;
  /** As wide without its key as with it: nothing moves when the digits come. */
  keepsPlace?: boolean;
  /** It takes two presses, and keeps the place to say so; what it says once the first one was made. */
  again?: string | undefined;
  children: ReactNode;
}) {
  return (
    <Button
      {...props}
      {...(onPress && !pending ? { onPress } : {})}
      {...(pending ? { 'data-pending': '' } : {})}
      {...(again ? { 'data-armed': '' } : {})}
      className={`push push-${look}${again === undefined ? '' : ' push-twice'}`}
    >
      {keepsPlace && !hotkey && (
        <span className="key key-kept" aria-hidden="true">
          0
        </span>
      )}
      {hotkey && (
        <kbd className="key" aria-hidden="true">
          {hotkey}
        </kbd>
      )}
      <span className="push-words">
        {again && (
          <>
            <span className="push-again">{again}</span>{' '}
          </>
        )}
        {children}
      </span>
    </Button>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'tel' | 'date' | 'datetime-local' | 'number';
  readonly help?: string | undefined;
  readonly lines?: number;
  readonly maxLength?: number | undefined;
  readonly inputMode?: 'decimal' | 'numeric';
  readonly unseenLabel?: boolean;
  readonly autoComplete?: string;
}

export function Field({
  label,
  value,
  onChange,
  type = 'text',
  help,
  lines,
  maxLength,
  inputMode,
  unseenLabel,
  autoComplete = 'off',
}: FieldProps) {
  const limits = maxLength === undefined ? {} : { maxLength };
  return (
    <TextField className="field" value={value} onChange={onChange} autoComplete={autoComplete} {...limits}>
      <Label className={unseenLabel ? 'unseen' : 'field-label'}>{label}</Label>
      {lines ? (
        <TextArea className="input" rows={lines} />
      ) : (
        <Input className="input" type={type} {...(inputMode ? { inputMode } : {})} />
      )}
      {help && (
        <HelpText slot="description" className="field-help">
          {help}
        </HelpText>
      )}
    </TextField>
  );
}

/** Why something did not happen, kindly, where it was asked for. What was typed stays where it is. */
export function Notice({ problem, onRetry }: { problem: ApiProblem | null | undefined; onRetry?: () => void }) {
  const { t } = useTranslation();
  if (!problem) return null;
  const title = problem.offline
    ? t('problem.offline')
    : problem.stale
      ? t('problem.stale')
      : problem.title || t('problem.unknown');
  const known = problem.reason === null ? null : wordFor(t, 'refusal', problem.reason);
  const detail = problem.offline || problem.stale ? null : (problem.detail ?? known);
  return (
    <div className="notice" role="status" data-testid="notice">
      <p className="notice-title">{title}</p>
      {detail && <p>{detail}</p>}
      {problem.errors.map((error) => (
        <p key={error.pointer}>{error.detail}</p>
      ))}
      {onRetry && problem.offline && <Push onPress={onRetry}>{t('action.try-again')}</Push>}
    </div>
  );
}

export function Panel({
  title,
  children,
  className = '',
  id,
  aside,
  isNext,
}: {
  title: string;
  children: ReactNode;
  className?: string;
  id?: string;
  aside?: ReactNode;
  /** The keyboard comes to the panel itself when the work goes on here. */
  isNext?: boolean;
}) {
  const fallback = useId();
  const heading = `${id ?? fallback}-heading`;
  return (
    <section
      className={`panel ${className}`}
      aria-labelledby={heading}
      {...(id ? { id } : {})}
      {...(isNext ? { 'data-next': 'itself', tabIndex: -1 } : {})}
    >
      <div className="panel-head">
        <h2 id={heading}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
