/* Stands in for the client generated from the API document (`npm run openapi`), with the same shape. */
type Text = { en: string; fr: string; [language: string]: string };
interface Ok<T> { content: { 'application/json': T } }
interface Problem { type: string; title: string; status: number; detail?: string; reason?: string; errors?: { pointer: string; detail: string }[] }
interface Failed { content: { 'application/problem+json': Problem } }
type ById = { path: { id: string }; query?: never; header?: { 'If-Match'?: string; 'Idempotency-Key'?: string } };
interface Get<P, T> { parameters: P; requestBody?: never; responses: { 200: Ok<T>; default: Failed } }
interface Post<P, B, T> { parameters: P; requestBody: { content: { 'application/json': B } }; responses: { 200: Ok<T>; default: Failed } }
type None = { query?: never; path?: never; header?: never };
export interface paths {
  '/api/v1/demo': { get: Get<None, { demo: boolean; tenants: { id: string; name: Text }[]; roles: string[] }> };
  '/api/v1/demo/sign-in': { post: Post<None, { role: string; tenant: string }, components['schemas']['SignedIn']> };
  '/api/v1/me': { get: Get<None, components['schemas']['MeView']> };
  '/api/v1/lines': { get: Get<None, { items: components['schemas']['LineView'][] }> };
  '/api/v1/agencies': { get: Get<None, { items: components['schemas']['AgencyView'][] }> };
  '/api/v1/contacts': { post: Post<None, { line: string; channel: string; language: string; interpreter?: string; inquirer?: string }, components['schemas']['ContactView']> };
  '/api/v1/contacts/{id}': { get: Get<ById, components['schemas']['ContactView']> };
  '/api/v1/contacts/{id}/wrap-up': { post: Post<ById, { note: string }, components['schemas']['ContactView']> };
  '/api/v1/contacts/{id}/language': { post: Post<ById, { language: string; interpreter?: string }, components['schemas']['ContactView']> };
  '/api/v1/cases': {
    get: Get<{ query?: { mine?: boolean; status?: string; cursor?: string; limit?: number } }, { items: components['schemas']['CaseListItem'][]; next: string | null }>;
    post: Post<None, { program: string; contact?: string; channel: string; language: string; line?: string }, CaseView>;
  };
  '/api/v1/cases/{id}': { get: Get<ById, CaseView> };
  '/api/v1/cases/{id}/answers': { post: Post<ById, { answers: Record<string, unknown> }, CaseView> };
  '/api/v1/cases/{id}/events': { post: Post<ById, { event: string } & Record<string, unknown>, CaseView> };
  '/api/v1/cases/{id}/history': { get: Get<ById, { items: HistoryView[] }> };
}
export interface components {
  schemas: {
    CaseView: CaseView;
    HistoryView: HistoryView;
    SignedIn: { token: string; person: { id: string; name: string; role: string }; tenant: string };
    MeView: { person: { id: string; name: string }; role: string; tenant: { id: string; name: Text; timeZone: string } };
    LineView: { id: string; number: string; program: string; title: Text; greeting: Text; languages: string[]; open: boolean; hours: string };
    ContactView: { id: string; line: string; channel: string; language: string; interpreter: string | null; greeted: boolean; owner: CaseView['owner']; due: string | null; status: 'open' | 'wrap-up' | 'closed'; cases: string[]; startedAt: string; note: string | null };
    CaseListItem: { id: string; program: string; state: string; owner: CaseView['owner']; due: string | null; overdue: boolean; startedAt: string; disposition: string | null };
    AgencyView: { id: string; name: Text; services?: { id: string; name: Text }[] };
  };
}

type Choice = { value: string; label: Text };
type QuestionType = 'choice' | 'multi' | 'text' | 'language' | 'phone' | 'address' | 'date' | 'local-date-time' | 'integer' | 'money' | 'boolean';
type Owner = { kind: 'person' | 'queue' | 'agency'; id: string };
type Value = string | number | boolean | string[];
interface CaseView {
  id: string; program: string; programTitle: Text; version: number; revision: number; contact: string; language: string; state: string;
  kind: 'ask' | 'consent' | 'offer' | 'wait' | 'end'; script: Text | null;
  questions: { id: string; type: QuestionType; ask: Text; help: Text | null; answers: Choice[]; optional: boolean; min: number | null; max: number | null; why: { purposes: string[]; decision: string | null; sentence: Text } }[];
  answers: { question: string; ask: Text; value: Value | null; declined: boolean; label: Text; at: string; type: QuestionType; answers: Choice[]; min: number | null; max: number | null }[];
  verdicts: Record<string, { status: 'settled' | 'open' | 'undetermined'; outcome: string | null; possible: string[]; missing: string[]; declined: string[]; sentence: Text }>;
  consent: { disclosure: string; purpose: Text; to: 'route' | 'us' | 'holder'; recipients: string[]; facts: { question: string; ask: Text; label: Text | null }[]; givenBy: string[] } | null;
  offers: { id: string; state: string; service: string; name: Text; phone: string | null; handover: 'warm' | 'cold' | 'number' | 'dispatch'; status: 'offered' | 'accepted' | 'declined' | 'cancelled' | 'revoked' | 'expired' | 'in-progress' | 'completed'; reason: string | null; fallback: boolean; consent: string | null; override: string | null; brief: { question: string; ask: Text; label: Text }[] | null; steps: { step: 'permission' | 'disconnect-number' | 'dial' | 'brief' | 'three-way'; at: string | null }[]; expires: string | null }[];
  allowed: { event: string; label: Text; kind: 'interrupt' | 'consent' | 'offer' | 'event' | 'case'; fields: { name: string; type: string; choices: string[]; optional: boolean }[] }[];
  owner: Owner | null; due: string | null; overdue: boolean; disposition: string | null;
  needs: ({ status: 'referred' | 'met' | 'unknown' | 'unmet'; reason?: string; need: string | null })[];
  next: { program: string; case: string | null; line: string | null; phone: string | null } | null;
}
interface HistoryView { seq: number; at: string; by: { id: string; role: string; name: string | null }; event: string; from: string; to: string; trace: { from: string; exit: string; to: string }[]; sentence: Text }
