import type { AnswerView } from '../shared/views.js';

interface Serving {
  readonly serviceAreas: readonly { readonly extentType: string; readonly extent: string }[];
}

/** The answer that says where the client is, where this service covers that place; a ward says more than a postal code. */
export function placeServed({ serviceAreas }: Serving, answers: readonly AnswerView[]): AnswerView | undefined {
  const covers = (type: string, prefix: string) => {
    const extents = serviceAreas.flatMap((one) => (one.extentType === type ? [`${prefix}${one.extent}`] : []));
    return answers.find(({ value, declined }) => !declined && typeof value === 'string' && extents.includes(value));
  };
  return covers('ward', 'ward-') ?? covers('fsa', '');
}
