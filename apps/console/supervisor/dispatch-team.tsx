import { useTranslation } from 'react-i18next';
import { AgencyLinks } from '../shared/agency-links';
import { useSlowNow } from '../shared/clock';
import { currentLanguage, wordFor } from '../shared/i18n';
import { notComing } from '../shared/not-coming';
import { textIn } from '../shared/views';
import type { DispatchView } from '../shared/worklist-data';
import { useAge } from '../shared/age';
import { ownerName } from './owner-name';
import { Word } from './word';
import '../shared/list-messages';

/** Who has it, or is asked now and until when; and who was asked before and is not coming. */
export function DispatchTeam({ of }: { of: DispatchView }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const age = useAge();
  const { team } = of;
  // What a team saw there is news, whoever comes now.
  const saw = (one: DispatchView['tries'][number]) => (one.ending ? one.askedAt : one.name.en);
  const tries = notComing(of.tries, saw, team?.name.en);
  const asked = of.stage === 'asked';
  return (
    <>
      {team ? (
        <b>{textIn(team.name, language)}</b>
      ) : (
        <b>
          <Word>{t('dispatches.nobody-yet', { owner: ownerName(t, of.owner) })}</Word>
        </b>
      )}{' '}
      {team?.sends && (
        <span className="work-more">{t('dispatch.who-goes', { name: textIn(team.sends, language) })}</span>
      )}{' '}
      {team && asked && <span className="work-more digits">{t('dispatches.asked-for', { age: age(team.since) })}</span>}{' '}
      {team?.answerBy && <AnswerBy at={team.answerBy} picked={team.picked} />}
      {tries.length > 0 && (
        <ul className="dispatch-tries">
          {tries.map((one) => (
            <li key={`${one.askedAt} ${one.name.en}`}>
              {one.ending
                ? t('dispatches.was-there', { name: textIn(one.name, language), what: textIn(one.ending, language) })
                : t('dispatches.not-coming', {
                    name: textIn(one.name, language),
                    why: wordFor(t, 'dispatch-try', one.reason ?? one.how),
                  })}
            </li>
          ))}
        </ul>
      )}
      {team?.referral && (
        <AgencyLinks short key={team.referral} referral={team.referral} name={textIn(team.name, language)} />
      )}
    </>
  );
}

function AnswerBy({ at, picked }: { at: string; picked: boolean }) {
  const { t } = useTranslation();
  // It ticks twice a minute, and may be behind: of five minutes six are never left.
  useSlowNow();
  const left = Date.parse(at) - Date.now();
  const next = picked ? 'pick' : 'next';
  return (
    <span className="work-more digits">
      {left > 0
        ? t(`dispatches.${next}-in`, { left: Math.max(1, Math.round(left / 60_000)) })
        : t(`dispatches.${next}-now`)}
    </span>
  );
}
