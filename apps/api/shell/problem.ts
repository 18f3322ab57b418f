import type { Text } from '../../../libs/eligibility/index.js';
import type { FileProblem } from '../../../libs/programs/index.js';
import type { Refused } from '../../../libs/workflow/index.js';
import { sayFault } from './field-messages.js';
import { messages, type Language, type Message } from './messages.js';
import type { ProblemError } from './problem-error.js';
import { refusalMessages } from './refusal-messages.js';

/** RFC 9457, with our extensions. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly reason?: string;
  readonly about?: string;
  readonly instead?: readonly string[];
  readonly errors?: readonly ({ readonly pointer: string; readonly detail: string } & Partial<FileProblem>)[];
  readonly current?: unknown;
}

/** Words the error for one caller. `instance` is the path that was asked for. */
export function describeProblem(error: ProblemError, language: Language, instance: string): Problem {
  if (error.extras.refused) return describeRefusal(error.extras.refused, error.status, language, instance);
  const { title, detail }: Message = error.kind === 'refused' ? messages['something-went-wrong'] : messages[error.kind];
  const { faults, mistakes, current } = error.extras;
  return {
    type: `/problems/${error.kind}`,
    title: title[language],
    status: error.status,
    detail: fill(detail[language], error.params, language),
    instance,
    ...(faults && { errors: faults.map((fault) => ({ pointer: fault.pointer, detail: sayFault(fault, language) })) }),
    ...(mistakes && { errors: mistakes.map(sayMistake) }),
    ...(current !== undefined && { current }),
  };
}

/** A file is a body as a whole: where in it is told by line, and in a table by row and cell. */
function sayMistake(mistake: FileProblem) {
  return { pointer: '', detail: `${mistake.message} ${mistake.instead}`, ...mistake };
}

/** What the engine's refusal says to people, in both languages. */
export function sayRefusal(refused: Refused): Text {
  const { detail } = refusalMessages[refused.reason];
  const params = { about: refused.about ?? '', instead: refused.instead?.join(', ') || '–' };
  return { en: fill(detail.en, params, 'en'), fr: fill(detail.fr, params, 'fr') };
}

function describeRefusal(refused: Refused, status: number, language: Language, instance: string): Problem {
  return {
    type: `/problems/${refused.reason}`,
    title: refusalMessages[refused.reason].title[language],
    status,
    detail: sayRefusal(refused)[language],
    instance,
    reason: refused.reason,
    ...(refused.about !== undefined && { about: refused.about }),
    ...(refused.instead !== undefined && { instead: refused.instead }),
    ...(refused.at !== undefined && { errors: [cellFault(refused, language)] }),
  };
}

/** Where in a list of rows it does not fit. */
function cellFault({ about = '', at = '', instead = [] }: Refused, language: Language) {
  const { detail } = refusalMessages['answer-does-not-fit-the-question'];
  const params = { about: at.slice(1), instead: instead.join(', ') };
  return { pointer: `/answers/${about}${at}`, detail: fill(detail[language], params, language) };
}

function fill(text: string, params: ProblemError['params'], language: Language): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const param = params[name] ?? hole;
    return typeof param === 'object' ? param[language] : String(param);
  });
}
