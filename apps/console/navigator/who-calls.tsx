import { useTranslation } from 'react-i18next';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { ContactView, Relation } from '../shared/views';

export interface Caller {
  readonly inquirer: NonNullable<ContactView['inquirer']>;
  /** What a third party is to the client, when they say so. */
  readonly relation?: Relation;
}
const relations: readonly Relation[] = ['family', 'friend', 'substitute-decision-maker', 'professional', 'other'];

/** As the messages name it: their words have no hyphen. */
export const relationWord = (relation: Relation | null | undefined): string =>
  relation === 'substitute-decision-maker' ? 'substitute' : (relation ?? 'none');

/** Who is on the line, and whom the help is for: kept apart from the first moment on. Null: nobody has said it yet. */
export function WhoCalls({ caller, onChange }: { caller: Caller | null; onChange: (caller: Caller) => void }) {
  const { t } = useTranslation();
  const pick = (relation: Relation | undefined) =>
    onChange({ inquirer: 'third-party', ...(relation ? { relation } : {}) });
  return (
    <>
      <ToggleButtonGroup
        className="segments"
        aria-label={t('greeting.who')}
        disallowEmptySelection={caller !== null}
        selectedKeys={caller ? [caller.inquirer] : []}
        onSelectionChange={(keys) => (keys.has('third-party') ? pick(undefined) : onChange({ inquirer: 'self' }))}
      >
        <ToggleButton id="self" className="segment">
          {t('greeting.self')}
        </ToggleButton>
        <ToggleButton id="third-party" className="segment">
          {t('greeting.third-party')}
        </ToggleButton>
      </ToggleButtonGroup>
      {caller?.inquirer === 'third-party' && (
        <div className="relation">
          <p className="hint" id="relation">
            {t('greeting.relation')}
          </p>
          <ToggleButtonGroup
            className="segments"
            aria-labelledby="relation"
            selectedKeys={caller.relation ? [caller.relation] : []}
            onSelectionChange={(keys) => pick(relations.find((each) => keys.has(each)))}
          >
            {relations.map((each) => (
              <ToggleButton key={each} id={each} className="segment">
                {t(`greeting.relation.${each}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </div>
      )}
    </>
  );
}
