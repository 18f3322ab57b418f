import { useTranslation } from 'react-i18next';
import { Panel } from '../shared/controls';
import type { QuestionView } from '../shared/views';
import { QuestionCard } from './question-card';

export const isPlace = (question: QuestionView) => question.type === 'address' && question.id.startsWith('safety.');

/** Help cannot come before it knows where to: nothing stands above this question while help is being called. */
export function PlacePanel({ question }: { question: QuestionView }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('ask.place')} className="panel-safety" id="place">
      <QuestionCard
        question={question}
        active={false}
        first
        showsOptional={false}
        onTouch={() => {}}
        onLeave={undefined}
      />
    </Panel>
  );
}
