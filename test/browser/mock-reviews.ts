const both = (en: string, fr: string) => ({ en, fr });
const now = Date.now();
const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();

const verdict = (decision: string, title: object, label: object | null) => ({
  decision,
  title,
  status: label ? 'settled' : 'open',
  outcome: label ? 'one' : null,
  label,
});
const proofs = [
  both('Proof of income', 'Preuve de revenu'),
  both('Proof of address', 'Preuve de domicile'),
  both('Notice of assessment of the partner', 'Avis de cotisation de la conjointe ou du conjoint'),
  both('Birth date', 'Date de naissance'),
];

/** Applications as the API lists them for a reviewer: late, claimed, waiting for other eyes, and just in. */
export const reviews = () =>
  [
    { missing: proofs, due: at(200), overdueSince: at(-20), overdue: true, duplicates: 1 },
    { mine: true, owner: { kind: 'person', id: 'person-1' } },
    { forOthers: true, stateTitle: both('Decision', 'Décision') },
    { verdicts: [verdict('transit', both('Bus pass', 'Laissez-passer'), null)], missing: proofs.slice(0, 1) },
  ].map((more, index) => ({
    id: `review-${index}`,
    number: `B-20${index}-4471`,
    program: 'fares',
    contact: `contact-${index}`,
    state: 'review',
    stateTitle: both('First look', 'Premier examen'),
    programTitle: both('Affordable fares and recreation', 'Transport et loisirs abordables'),
    owner: { kind: 'queue', id: 'reviewers' },
    due: at(300 + index),
    overdue: false,
    overdueSince: null,
    openedAt: at(-300 + index * 99),
    disposition: null,
    dispositionLabel: null,
    receivedAt: at(-300 + index * 99),
    mine: false,
    verdicts: [
      verdict('transit', both('Bus pass', 'Laissez-passer'), both('Eligible', 'Admissible')),
      verdict(
        'recreation',
        both('Recreation credit', 'Crédit de loisirs'),
        both('Above the limit', 'Au-dessus du plafond'),
      ),
    ],
    missing: [] as typeof proofs,
    forOthers: false,
    duplicates: 0,
    ...more,
  }));

/** Letters in every status that needs a hand; newest first, as the API lists them. */
export const letters = () =>
  [
    { status: 'failed', way: 'email', reason: '550 5.1.1 <ana@example.org>: Recipient address rejected' },
    { status: 'failed', way: 'print', reason: 'no-address' },
    { status: 'to-print' },
    { status: 'to-print', language: 'fr' },
    { status: 'printed' },
  ].map((more, index) => ({
    id: `letter-${index}`,
    case: `review-${index}`,
    number: `B-20${index}-4471`,
    letter: 'decision',
    title: both('Your application', 'Votre demande'),
    kind: 'letter',
    language: 'en',
    way: 'print',
    statusAt: at(-index * 30 - 1),
    reason: null as string | null,
    at: at(-index * 30 - 2),
    erasedAt: null,
    events: [],
    ...more,
  }));
