import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Push } from './controls';
import { dialLink } from './dial-link';
import { phoneNumber } from './format';

/** A number to dial: large, in groups as it is read aloud, and copied by one press. */
export function CopyNumber({ number }: { number: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(phoneNumber(number)).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="number">
      <a className="number-digits" href={dialLink(number)}>
        {phoneNumber(number)}
      </a>
      <Push look="quiet" onPress={copy}>
        {copied ? t('transfer.copied') : t('transfer.copy')}
      </Push>
    </div>
  );
}
