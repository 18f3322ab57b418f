import type { Citizen } from './plan.js';
import type { Fields } from './visitor.js';

const days = (number: number): Fields => [
  ['q.dob.d', String(1 + (number % 28))],
  ['q.dob.m', String(1 + (number % 12))],
  ['q.dob.y', String(1968 + (number % 30))],
];

/** How the first lines of the list are filled in. */
function household({ number, isUnlikely }: Citizen, people: number): Fields {
  const pay = isUnlikely ? '98,000' : `${9 + (number % 9)},${100 + (number % 800)}.50`;
  const lines = Array.from({ length: people }, (_, index): Fields => {
    const relation = ['applicant', 'partner'][index] ?? 'child';
    const money: Fields = index === 0 ? [['employment', pay]] : index === 1 ? [['assistance', '$3,200']] : [];
    const cells: Fields = [
      ['name', `Person ${index + 1}`],
      ['relation', relation],
      ['age', String(44 - 7 * index)],
      ...money,
    ];
    return cells.map(([cell, value]) => [`q.household.${index}.${cell}`, value] as const);
  });
  return [['q.household.n', String(people)], ...lines.flat()];
}

const one: Readonly<Record<string, (citizen: Citizen) => string>> = {
  want: () => 'both',
  period: ({ number }) => (number % 4 === 0 ? 'this-year' : 'next-year'),
  city: () => 'yes',
  benefits: ({ number }) => ['none', 'ow', 'odsp'][number % 3]!,
  transit_aid: () => 'no',
  survey_consent: () => 'yes',
  first_name: ({ language }) => (language === 'fr' ? 'Étienne' : 'Grace'),
  last_name: ({ number }) => `Number ${number}`,
  home_address: ({ number }) => `${1 + (number % 900)} Red River Road\nThunder Bay ON P7B 1A1`,
  email: ({ number }) => `citizen-${number}@example.org`,
  phone: ({ number }) => `807-555-${String(number % 10_000).padStart(4, '0')}`,
  proof_income: () => 'coming',
  proof_address: () => 'coming',
};

/** How a question is filled in; what this program did not ask when this was written gets the first choice that its page offers. */
export function answerTo(question: string, citizen: Citizen, page: string, people = citizen.household): Fields {
  if (question === 'household') return household(citizen, people);
  if (question === 'dob') return days(citizen.number);
  const said = one[question]?.(citizen) ?? firstOffered(question, page);
  if (said === null) throw new Error(`the load has nothing to say to "${question}": write it into answers.ts`);
  return [[`q.${question}`, said]];
}

function firstOffered(question: string, page: string): string | null {
  const name = question.replaceAll('.', '\\.');
  return new RegExp(`type="(?:radio|checkbox)"\\s+name="q\\.${name}"\\s+value="([^"]+)"`).exec(page)?.[1] ?? null;
}
