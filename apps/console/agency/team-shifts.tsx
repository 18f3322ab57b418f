import { useTranslation } from 'react-i18next';
import { Push } from '../shared/controls';
import type { ShiftsView } from '../shared/views';
import { dayName, type Weekday, weekdays } from './team-week';
import '../shared/list-messages';

interface Props {
  readonly shifts: ShiftsView;
  readonly onChange: (shifts: ShiftsView) => void;
}

const half = (span: string, which: 0 | 1): string => (span.split('-')[which] ?? '').replace('24:00', '00:00');
/** Midnight ends the day that it is written on. */
const spanOf = (from: string, to: string): string => `${from}-${to === '00:00' ? '24:00' : to}`;
const usual = '08:00-20:00';

/** The week as a table of times: every cell is reached by Tab and typed, or changed with the arrows. */
export function TeamShifts({ shifts, onChange }: Props) {
  const { t } = useTranslation();
  const set = (day: Weekday, spans: readonly string[]) => onChange({ ...shifts, [day]: [...spans] });
  const first = weekdays.find((day) => shifts[day]?.length);
  const likeFirst = () => {
    const spans = (first && shifts[first]) ?? [];
    onChange({ ...shifts, ...Object.fromEntries(weekdays.map((day) => [day, [...spans]])) });
  };
  return (
    <fieldset className="shifts">
      <legend>{t('teams.shifts')}</legend>
      <label className="check">
        <input
          type="checkbox"
          checked={shifts.always}
          onChange={(event) => onChange({ ...shifts, always: event.target.checked })}
        />
        <span>{t('teams.always')}</span>
      </label>
      {!shifts.always && (
        <>
          <table className="shift-table">
            <thead>
              <tr>
                <th scope="col">{t('teams.day')}</th>
                <th scope="col">{t('teams.from-to')}</th>
              </tr>
            </thead>
            <tbody>
              {weekdays.map((day) => (
                <Day key={day} day={day} spans={shifts[day] ?? []} onChange={(spans) => set(day, spans)} />
              ))}
            </tbody>
          </table>
          <p className="hint">{t('teams.over-night')}</p>
          {first && <Push onPress={likeFirst}>{t('teams.like-first', { day: dayName(first, 'long') })}</Push>}
          <label className="check">
            <input
              type="checkbox"
              checked={shifts.holidays !== 'closed'}
              onChange={(event) => onChange({ ...shifts, holidays: event.target.checked ? 'same' : 'closed' })}
            />
            <span>{t('teams.on-holidays')}</span>
          </label>
        </>
      )}
    </fieldset>
  );
}

interface DayProps {
  readonly day: Weekday;
  readonly spans: readonly string[];
  readonly onChange: (spans: readonly string[]) => void;
}

function Day({ day, spans, onChange }: DayProps) {
  const { t } = useTranslation();
  const name = dayName(day, 'long');
  const put = (index: number, span: string | null) =>
    onChange(spans.flatMap((each, at) => (at === index ? (span === null ? [] : [span]) : [each])));
  const time = (span: string, index: number, which: 0 | 1) => (
    <input
      className="input"
      type="time"
      required
      value={half(span, which)}
      aria-label={t(which === 0 ? 'teams.from' : 'teams.to', { day: name })}
      onChange={({ target: { value } }) => {
        if (value) put(index, which === 0 ? spanOf(value, half(span, 1)) : spanOf(half(span, 0), value));
      }}
    />
  );
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <div className="shift-day">
          {spans.length === 0 && <span className="hint">{t('teams.day-off')} </span>}
          {spans.map((span, index) => (
            <div key={index} className="shift-span">
              {time(span, index, 0)}
              <span aria-hidden="true">–</span>
              {time(span, index, 1)}
              <Push
                look="quiet"
                aria-label={t('teams.remove-span', { day: name, span })}
                onPress={() => put(index, null)}
              >
                {t('teams.remove')}
              </Push>
            </div>
          ))}
          {spans.length < 3 && (
            <Push
              look="quiet"
              aria-label={t('teams.add-span-on', { day: name })}
              onPress={() => onChange([...spans, usual])}
            >
              {t(spans.length === 0 ? 'teams.add-span' : 'teams.add-another')}
            </Push>
          )}
        </div>
      </td>
    </tr>
  );
}
