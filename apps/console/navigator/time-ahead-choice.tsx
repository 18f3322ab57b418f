import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import { useShortcuts } from '../shared/shortcuts';
import { useCall } from './call-context';
import { daysLater, onTheWall } from './time-ahead';

const choices = [
  { name: 'tomorrow', code: 'KeyT', days: 1 },
  { name: 'in-two-days', code: 'KeyW', days: 2 },
] as const;

/** The usual times to get in touch again, by one press. `keys`: by key too. */
export function TimeAheadChoice({
  keys,
  pending,
  onChoose,
}: {
  keys: boolean;
  pending: boolean;
  onChoose: (local: string) => void;
}) {
  const { t } = useTranslation();
  const { timeZone } = useCall();
  const choose = (days: number) => {
    if (!pending) onChoose(daysLater(onTheWall(Date.now(), timeZone), days));
  };
  useShortcuts(keys ? choices.map(({ code, days }) => ({ code, alt: true, run: () => choose(days) })) : []);
  return choices.map(({ name, days }) => (
    <Push key={name} hotkey={keys ? t(`keys.${name}`) : undefined} pending={pending} onPress={() => choose(days)}>
      {t(`answer.${name}`)}
    </Push>
  ));
}
