import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../shared/i18n';
import type { ShiftsView } from '../shared/views';
import '../shared/list-messages';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** As the screen's language calls it. 1 January 2024 was a Monday. */
export function dayName(day: Weekday, style: 'long' | 'short'): string {
  const date = new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));
  return new Intl.DateTimeFormat(`${currentLanguage()}-CA`, { weekday: style, timeZone: 'UTC' }).format(date);
}

/** The week at a glance: one cell a day. */
export function TeamWeek({ shifts }: { shifts: ShiftsView }) {
  const { t } = useTranslation();
  if (shifts.always) return <p className="week-always">{t('teams.always')}</p>;
  return (
    <dl className="week">
      {weekdays.map((day) => (
        <div key={day} data-off={shifts[day]?.length ? undefined : ''}>
          <dt>{dayName(day, 'short')}</dt>
          {shifts[day]?.length ? (
            shifts[day].map((span) => <dd key={span}>{span.replace('-', '–')}</dd>)
          ) : (
            <dd>{t('teams.day-off')}</dd>
          )}
        </div>
      ))}
    </dl>
  );
}
