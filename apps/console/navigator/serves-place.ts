interface Serving {
  readonly serviceAreas: readonly { readonly extentType: string; readonly extent: string }[];
}

interface Said {
  readonly value?: unknown;
  readonly declined?: boolean;
}

/** The answer that says where the client is, where this service covers that place; a ward says more than a postal code. */
export function placeServed<T extends Said>({ serviceAreas }: Serving, answers: readonly T[]): T | undefined {
  const covers = (type: string, prefix: string) => {
    const extents = serviceAreas.flatMap((one) => (one.extentType === type ? [`${prefix}${one.extent}`] : []));
    return answers.find(({ value, declined }) => !declined && typeof value === 'string' && extents.includes(value));
  };
  return covers('ward', 'ward-') ?? covers('fsa', '');
}
