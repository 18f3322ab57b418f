/** What we read of a DMN file's elements. Everything may be missing: the file is somebody's. */
export interface DmnElement {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly typeRef?: string;
  readonly text?: string;
  readonly expressionLanguage?: string;
  readonly isCollection?: boolean;
  readonly href?: string;
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  readonly kind?: string;
  readonly iteratorVariable?: string;
  readonly outputTypeRef?: string;
  readonly variable?: DmnElement;
  readonly parameter?: DmnElement;
  readonly decisionLogic?: DmnElement;
  readonly encapsulatedLogic?: DmnElement;
  readonly body?: DmnElement;
  readonly value?: DmnElement;
  readonly bindingFormula?: DmnElement;
  readonly calledFunction?: DmnElement;
  readonly inputExpression?: DmnElement;
  readonly inputValues?: DmnElement;
  readonly outputValues?: DmnElement;
  readonly defaultOutputEntry?: DmnElement;
  readonly allowedValues?: DmnElement;
  readonly typeConstraint?: DmnElement;
  readonly functionItem?: DmnElement;
  readonly requiredDecision?: DmnElement;
  readonly requiredInput?: DmnElement;
  readonly requiredKnowledge?: DmnElement;
  readonly importedValues?: DmnElement;
  readonly if?: DmnElement;
  readonly then?: DmnElement;
  readonly else?: DmnElement;
  readonly in?: DmnElement;
  readonly match?: DmnElement;
  readonly return?: DmnElement;
  readonly satisfies?: DmnElement;
  readonly import?: readonly DmnElement[];
  readonly itemDefinition?: readonly DmnElement[];
  readonly itemComponent?: readonly DmnElement[];
  readonly drgElement?: readonly DmnElement[];
  readonly informationRequirement?: readonly DmnElement[];
  readonly knowledgeRequirement?: readonly DmnElement[];
  readonly contextEntry?: readonly DmnElement[];
  readonly elements?: readonly DmnElement[];
  readonly column?: readonly DmnElement[];
  readonly row?: readonly DmnElement[];
  readonly binding?: readonly DmnElement[];
  readonly formalParameter?: readonly DmnElement[];
  readonly parameters?: readonly DmnElement[];
  readonly input?: readonly DmnElement[];
  readonly output?: readonly DmnElement[];
  readonly rule?: readonly DmnElement[];
  readonly inputEntry?: readonly DmnElement[];
  readonly outputEntry?: readonly DmnElement[];
  readonly outputDecision?: readonly DmnElement[];
  readonly encapsulatedDecision?: readonly DmnElement[];
  readonly inputDecision?: readonly DmnElement[];
  readonly inputData?: readonly DmnElement[];
}

/** Names are compared with single spaces: files break lines inside of them. */
export function nameOf(element: DmnElement | undefined): string {
  return (element?.name ?? '').replace(/\s+/g, ' ').trim();
}
