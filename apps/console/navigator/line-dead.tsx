import { useTranslation } from 'react-i18next';
import { CopyNumber } from '../shared/copy-number';
import { moment } from '../shared/format';
import { currentLanguage } from '../shared/i18n';
import '../shared/list-messages';
import { textIn } from '../shared/views';
import { useCall } from './call-context';
import { EventForm } from './event-form';
import { linesBack } from './who-is-there';

/** The line is dead: since when, whom to call back, and how to say that they are on it again. */
export function LineDead({ since }: { since: string }) {
  const { t } = useTranslation();
  const { view, timeZone } = useCall();
  const language = currentLanguage();
  const numbers = view.answers.filter(({ type, value }) => type === 'phone' && typeof value === 'string');
  return (
    <div className="notice call-notice notice-risk" role="status" data-testid="line-dead">
      <p className="notice-title">{t('line-dead.title', { at: moment(since, language, timeZone) })}</p>
      <p>{t(numbers.length > 0 ? 'line-dead.call' : 'line-dead.no-number')}</p>
      {numbers.map(({ question, short, value }) => (
        <div key={question}>
          <p>{textIn(short, language)}</p>
          <CopyNumber number={String(value)} />
        </div>
      ))}
      {linesBack(view.allowed).map((allowed) => (
        <EventForm key={allowed.event} allowed={allowed} main />
      ))}
    </div>
  );
}
