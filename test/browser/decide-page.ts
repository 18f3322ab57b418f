import * as eligibility from '../../libs/eligibility/index.js';
import { decideGiven, type Given } from './decide-given.js';

/*
 * The script of a page under a strict security policy: decides what another script left for it, and leaves what came of it.
 * All of the room is loaded, as by a page that also lets tables be written.
 */
const page = window as unknown as { readonly given: readonly Given[]; found?: unknown; room?: unknown };
page.room = eligibility;

function tried(decide: () => unknown): unknown {
  try {
    return decide();
  } catch (error) {
    return { blocked: error instanceof EvalError, message: String(error) };
  }
}

const make = (parameters: readonly string[], body: string) =>
  Function(...parameters, body) as (...values: readonly unknown[]) => unknown;
page.found = {
  closed: tried(() => page.given.map((one) => decideGiven(one))),
  generated: tried(() => page.given.map((one) => decideGiven(one, make))),
};
