import { type Place, type Report, at, inProgram, instead } from '../problem.js';
import type { Program, QuestionType } from '../program.js';
import type { LetterToSend } from './letter.js';

const FITTING: Readonly<Record<'email' | 'print', readonly QuestionType[]>> = {
  email: ['text'],
  print: ['address', 'text'],
};

/** Each letter that is sent exists and goes where an answer can be an address; and each is sent from somewhere. */
export function checkSends(program: Program, report: Report): void {
  const letters = program.letters ?? {};
  const sent = new Set<string>();
  for (const { send, place } of sendsOf(program)) {
    checkSend(program, send, place, report);
    sent.add(send.letter);
  }
  for (const id of Object.keys(letters)) {
    if (sent.has(id)) continue;
    const fix = `Write send: {letter: ${id}, email: …} in the state or with the grant that sends it, or take it out.`;
    report('letter-is-never-sent', inProgram('letters', id), `No state sends the letter "${id}".`, fix);
  }
}

/** Every letter that is sent, by a state or with a grant, and where that is written. */
export function sendsOf({ states, grants = {} }: Program): readonly { send: LetterToSend; place: Place }[] {
  type Sender = { readonly id: string; readonly sends?: readonly LetterToSend[] };
  const named: readonly [string, readonly Sender[]][] = [
    ['states', Object.values(states)],
    ['grants', Object.values(grants)],
  ];
  return named.flatMap(([what, all]) =>
    all.flatMap(({ id, sends = [] }) => {
      const place = inProgram(what, id, 'send');
      return sends.map((send, index) => ({ send, place: sends.length === 1 ? place : at(place, index) }));
    }),
  );
}

function checkSend(program: Program, send: LetterToSend, place: Place, report: Report): void {
  const letters = Object.keys(program.letters ?? {});
  if (!letters.includes(send.letter)) {
    const fix = instead(send.letter, letters, 'name it under letters:');
    report('unknown-letter', at(place, 'letter'), `There is no letter "${send.letter}".`, fix);
  }
  for (const way of ['email', 'print'] as const) {
    const id = send[way];
    if (id === undefined) continue;
    const question = program.questions[id];
    if (!question) {
      const fix = instead(id, Object.keys(program.questions));
      report('unknown-question', at(place, way), `There is no question "${id}".`, fix);
    } else if (!FITTING[way].includes(question.type)) {
      const message = `The answer to "${id}" is no address: its type is ${question.type}.`;
      const fix = `Name a question of type ${FITTING[way].join(' or ')}.`;
      report('letter-goes-nowhere', at(place, way), message, fix);
    }
  }
}
