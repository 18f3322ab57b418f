import type { FastifyRequest } from 'fastify';
import { formOf } from '../../shell/form-body.js';
import type { ApplyVisit } from './sheet.js';

/** Which page of an application it is: the one that its state has, or one on which an answer is put right, or something done. */
export interface Place {
  readonly change: string | null;
  readonly event: string | null;
}

const known = (word: string | null | undefined): string | null => (word && /^[\w.-]{1,100}$/.test(word) ? word : null);

/** As the address says. */
export function placeAsked({ url }: FastifyRequest): Place {
  const asked = new URLSearchParams(url.split('?')[1] ?? '');
  return { change: known(asked.get('change')), event: known(asked.get('event')) };
}

/** As the form says that was pressed. */
export function placeSaid({ request }: ApplyVisit): Place {
  const form = formOf(request);
  const event = form.get('do')?.[0] === 'event' ? known(form.get('event')?.[0]) : null;
  const ofPage = event === 'give-consent' || event === 'withhold-consent' ? null : event;
  return { change: known(form.get('change')?.[0]), event: ofPage };
}
