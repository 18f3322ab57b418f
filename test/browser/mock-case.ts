import type { AnswerView, CaseView, HistoryView, OfferView } from '../../libs/cases/case-view.js';
import { allowedIn, both, consent, firstOffer, questions, settled, verdicts } from './mock-program.js';

const all = Object.values(questions).flat();

/** A case of the stand-in, and its contact. It knows no rules: each thing that happens leads where the test needs it. */
export class MockCase {
  readonly id: string;
  private readonly contactId: string;
  constructor(nth: number) {
    this.id = `case-${nth}`;
    this.contactId = `contact-${nth}`;
  }
  revision = 1;
  status: 'open' | 'wrap-up' | 'closed' = 'open';
  language = 'en';
  interpreter: string | null = null;
  inquirer: CaseView['inquirer'] = null;
  relation: CaseView['relation'] = null;
  state = 'safety';
  readonly history: HistoryView[] = [];
  readonly startedAt = new Date().toISOString();
  private answers: Record<string, AnswerView> = {};
  private offer: OfferView | null = null;

  view(): CaseView {
    const kind = {
      safety: 'ask',
      'student-check': 'ask',
      consent: 'consent',
      transfer: 'offer',
      search: 'wait',
      done: 'end',
    }[this.state] as CaseView['kind'];
    return {
      id: this.id,
      number: 'K-104-2386',
      program: 'good2talk',
      programTitle: both('Good2Talk', 'Allô J’écoute'),
      version: 1,
      revision: this.revision,
      contact: this.contactId,
      inquirer: this.inquirer,
      relation: this.relation,
      language: this.language,
      state: this.state,
      stateTitle: both('A state', 'Un état'),
      kind,
      script: both(
        'Before we go on, I ask everyone a few questions.',
        'Avant de continuer, je pose quelques questions.',
      ),
      help: this.state === 'search' ? both('Do not name the line.', 'Ne nommez pas la ligne.') : null,
      questions: (questions[this.state] ?? []).filter((one) => !this.answers[one.id]),
      answers: Object.values(this.answers),
      verdicts: this.answers['student'] ? settled : verdicts,
      consent: kind === 'consent' ? consent : null,
      offers: this.offer ? [this.offer] : [],
      passedOver: [],
      allowed: allowedIn(kind),
      owner: kind === 'end' ? null : { kind: 'person', id: 'person-1' },
      due: kind === 'end' ? null : new Date(Date.now() + 3_000_000).toISOString(),
      overdue: false,
      dispatch: null,
      clocks: {},
      disposition: kind === 'end' ? 'warm_completed' : null,
      dispositionLabel: kind === 'end' ? both('Warm transfer', 'Transfert accompagné') : null,
      needs: kind === 'end' ? [{ status: 'referred', need: 'counselling' }] : [],
      next: null,
    };
  }

  contact() {
    return {
      id: this.contactId,
      line: 'good2talk-on',
      channel: 'phone',
      language: this.language,
      interpreter: this.interpreter,
      interpreters: this.interpreter ? [{ language: this.interpreter, startedAt: this.startedAt, endedAt: null }] : [],
      inquirer: this.inquirer,
      relation: this.relation,
      greeted: true,
      owner: null,
      due: null,
      status: this.status,
      cases: [this.id],
      startedAt: this.startedAt,
      note: null,
    };
  }

  move(to: string, en: string, fr: string) {
    this.history.push({
      seq: this.revision + 1,
      at: new Date().toISOString(),
      by: { id: 'person-1', role: 'navigator', name: 'Nadia', agency: null },
      event: 'answer',
      from: this.state,
      to,
      trace: [],
      toTitle: both('A state', 'Un état'),
      sentence: both(en, fr),
      why: [],
    });
    this.state = to;
    this.revision++;
  }

  answer(given: Record<string, unknown>) {
    for (const [id, value] of Object.entries(given)) {
      const asked = all.find((one) => one.id === id);
      if (!asked) continue;
      const label = asked.answers.find((one) => one.value === value)?.label ?? both(String(value), String(value));
      const { type, min, max } = asked;
      this.answers[id] = {
        question: id,
        ask: asked.ask,
        short: asked.short,
        value: Array.isArray(value) ? (value as string[]) : String(value),
        declined: value === 'prefer-not',
        label,
        at: this.startedAt,
        doubtedSaidAt: null,
        from: null,
        rows: null,
        type,
        answers: asked.answers,
        min,
        max,
      };
    }
    const done = (questions[this.state] ?? []).every((one) => one.optional || this.answers[one.id]);
    this.move(
      done ? (this.state === 'safety' ? 'student-check' : 'consent') : this.state,
      'An answer was given.',
      'Une réponse a été donnée.',
    );
  }

  happen(body: Record<string, unknown>) {
    if (body['event'] === 'risk-raised') {
      this.answers = {};
      return this.move('safety', 'Safety is asked about again.', 'La sécurité est redemandée.');
    }
    if (String(body['event']).endsWith('-consent')) {
      this.offer = firstOffer;
      return this.move('transfer', 'The caller agreed.', 'La personne est d’accord.');
    }
    if (body['event'] === 'record-handover-step' && this.offer) {
      this.offer = {
        ...this.offer,
        steps: this.offer.steps.map((step) => (step.step === body['step'] ? { ...step, at: this.startedAt } : step)),
      };
      return this.move('transfer', 'A step was done.', 'Une étape est faite.');
    }
    if (body['event'] === 'target-declined')
      return this.move('search', 'Nobody could take the call.', 'Personne n’a pu prendre l’appel.');
    this.status = 'wrap-up';
    return this.move('done', 'They took the call.', 'L’appel est pris.');
  }
}
