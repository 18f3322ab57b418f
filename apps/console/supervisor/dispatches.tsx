import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSlowNow } from '../shared/clock';
import { Notice, Panel, Push } from '../shared/controls';
import { FindCase } from '../shared/find-case';
import { currentLanguage } from '../shared/i18n';
import '../shared/list-messages';
import { usePageTitle } from '../shared/page-title';
import { Segments } from '../shared/segments';
import { textIn } from '../shared/views';
import { CaseLink, useOpenCase, WorkTable, type Column } from '../shared/worklist';
import { useDispatches, type DispatchGroup, type DispatchPage, type DispatchView } from '../shared/worklist-data';
import { ClockTime } from '../shared/age';
import { DispatchTeam } from './dispatch-team';
import { DispatchTrouble } from './dispatch-trouble';
import { RiskChip } from './risk-chip';
import './supervisor.css';
import './dispatches.css';

const groups = ['unassigned', 'late', 'asked', 'accepted', 'en-route', 'on-scene', 'follow-up-late'] as const;
const clocks = ['received', 'dispatched', 'accepted', 'enRoute', 'onScene'] as const;

/** Which one, what for, and where: what a supervisor says on the phone to a team. */
function What({ of }: { of: DispatchView }) {
  const language = currentLanguage();
  const about = of.about.map(({ label }) => textIn(label, language)).join(' · ');
  return (
    <>
      <CaseLink id={of.id}>
        <span className="work-number">{of.number}</span>
      </CaseLink>{' '}
      <RiskChip of={of} /> <span className="dispatch-about">{about}</span> <Danger of={of} />{' '}
      <span className="work-more">
        {[of.area, of.stateTitle].flatMap((text) => (text ? [textIn(text, language)] : [])).join(' · ')}
      </span>
    </>
  );
}

/** How safe they are, and whether anybody can still be asked: whoever sends a team into it reads this first. */
function Danger({ of }: { of: DispatchView }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { safety, dangers, lineBroke, mayBeCalled } = of;
  if (!safety && dangers.length === 0 && !lineBroke) return null;
  return (
    <span className="dispatch-danger">
      {safety && !of.risk && <span className="chip chip-warn">{textIn(safety, language)}</span>}{' '}
      {lineBroke && <span className="chip chip-warn">{t('dispatches.line-broke')}</span>}{' '}
      {lineBroke && !mayBeCalled && <span className="chip chip-warn">{t('dispatches.no-number')}</span>}{' '}
      {dangers.map(({ question, short, label }) => (
        <span key={question} className="dispatch-danger-fact">
          {textIn(short, language)} <b>{textIn(label, language)}</b>
        </span>
      ))}
    </span>
  );
}

function columnsOf(t: TFunction): Column<DispatchView>[] {
  return [
    { id: 'case', name: t('dispatches.case'), cell: (one) => <What of={one} /> },
    { id: 'team', name: t('dispatches.team'), cell: (one) => <DispatchTeam of={one} /> },
    ...clocks.map((clock) => ({
      id: clock,
      name: t(`dispatches.clock.${clock}`),
      cell: (one: DispatchView) => <ClockTime at={one.clocks[clock]} />,
    })),
    { id: 'trouble', name: t('dispatches.trouble'), cell: (one) => <DispatchTrouble of={one} /> },
  ];
}

/** How many there are of each, and only these when one is chosen. */
function Groups({
  counts,
  group,
  onChange,
}: {
  counts: DispatchPage['counts'];
  group: DispatchGroup | null;
  onChange: (group: DispatchGroup | null) => void;
}) {
  const { t } = useTranslation();
  const all = groups.reduce((sum, one) => sum + counts[one], 0);
  const shown = groups.filter((one) => counts[one] > 0 || one === group);
  const options = [
    { id: '', name: t('dispatches.every', { count: all }) },
    ...shown.map((one) => ({
      id: one,
      name: t('dispatches.some', { group: t(`dispatches.${one}`), count: counts[one] }),
    })),
  ];
  return (
    <Segments
      label={t('dispatches.which')}
      value={group ?? ''}
      options={options}
      onChange={(id) => onChange(groups.find((one) => one === id) ?? null)}
    />
  );
}

/** Every team that is looked for, asked, on its way or there: what needs a supervisor first, first. */
export function Dispatches() {
  const { t } = useTranslation();
  usePageTitle(t('area.dispatches'));
  const [group, setGroup] = useState<DispatchGroup | null>(null);
  const dispatches = useDispatches(group);
  const open = useOpenCase();
  const { items, first, more } = dispatches;
  // Ages move on by themselves, and with them what is late.
  useSlowNow();
  return (
    <div className="page page-wide dispatches">
      <h1>{t('area.dispatches')}</h1>
      <div className="work-tools">
        {first && <Groups counts={first.counts} group={group} onChange={setGroup} />}
        <FindCase />
      </div>
      <Panel title={t('dispatches.title')}>
        <Notice problem={dispatches.problem} onRetry={dispatches.again} />
        {!items && !dispatches.problem && <p className="hint">{t('shell.loading')}</p>}
        {items?.length === 0 && <p>{group ? t('dispatches.none-of-these') : t('dispatches.none')}</p>}
        {items && items.length > 0 && (
          <WorkTable
            label={t('dispatches.title')}
            rows={items}
            keyOf={(one) => one.id}
            columns={columnsOf(t)}
            open={(one) => () => open(one.id)}
            headingOf={(one) => t(`dispatches.${one.group}`)}
          />
        )}
        {more && <Push onPress={more}>{t('work.more')}</Push>}
      </Panel>
    </div>
  );
}
