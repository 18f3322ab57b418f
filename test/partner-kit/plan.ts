import type { RunnableProgram } from '../../libs/workflow/index.js';
import { type Example, readExamples } from '../journeys/examples.js';
import { agenciesOf } from '../oracle/document.js';
import { type Path, pathsOf } from './paths.js';
import { type Act, Rehearsal, type Stage } from './rehearsal.js';

/** The beginning of an example, up to where the agency is asked. */
export interface Lead {
  readonly example: Example;
  readonly steps: number;
  readonly offer: string;
  readonly service: string;
}
export interface Plan {
  readonly path: Path;
  readonly lead: Lead;
  readonly acts: readonly Act[];
}
export interface Plans {
  readonly paths: readonly Path[];
  readonly plans: readonly Plan[];
  /** No example of the program leads to where these begin, with what they need. */
  readonly unplanned: readonly Path[];
  readonly leads: readonly Lead[];
}
/** Every path of the program for this agency, and how those chosen can be played: found by playing them in the engine first. */
export function planAll(stage: Stage, choose: (paths: readonly Path[]) => readonly Path[] = (all) => all): Plans {
  const services = new Set(
    [...stage.agencies].flatMap(([service, agency]) => (agency === stage.agency ? [service] : [])),
  );
  const paths = pathsOf(stage.run.program, services);
  const leads = leadsOf(stage, services);
  const found = choose(paths).map((path, at) => ({ path, plan: planOne(stage, path, leads, at) }));
  return {
    ...{ paths, leads },
    plans: found.flatMap(({ plan }) => plan ?? []),
    unplanned: found.flatMap(({ path, plan }) => (plan ? [] : [path])),
  };
}

/** The agency that the program's examples lead to most. */
export function mostAsked(run: RunnableProgram, config: string, now: number): string {
  const agencies = agenciesOf(config);
  const leads = leadsOf({ run, config, agency: '', agencies, now }, new Set(agencies.keys()));
  const times = new Map<string, number>();
  for (const { service, offer } of leads) {
    const state = run.program.states[offer];
    // Help for a life at risk is nobody's to try.
    if (state?.kind === 'offer' && state.disclosure?.override !== undefined && !state.disclosure.orOverride) continue;
    const agency = agencies.get(service) ?? service;
    times.set(agency, (times.get(agency) ?? 0) + 1);
  }
  const [most] = [...times].sort((one, other) => other[1] - one[1])[0] ?? [];
  if (most === undefined) throw new Error(`No example of ${run.program.id} leads to where an agency is asked.`);
  return most;
}

/** Where an example leads to an offer to the agency; the shortest way first. */
function leadsOf(stage: Stage, services: ReadonlySet<string>): readonly Lead[] {
  const found: Lead[] = [];
  for (const example of readExamples(stage.config, stage.run.program.id)) {
    let before = '';
    const look = ({ engine, asked }: Rehearsal, steps: number): void => {
      const offer = engine.now.state;
      const here = `${offer} ${asked ?? ''}`;
      if (asked !== null && services.has(asked) && here !== before)
        found.push({ example, steps, offer, service: asked });
      before = here;
    };
    new Rehearsal(stage, example, example.steps.length, look);
  }
  return found.sort((one, other) => one.steps - other.steps);
}

function planOne(stage: Stage, path: Path, leads: readonly Lead[], at: number): Plan | null {
  for (const lead of leads) {
    if (lead.offer !== path[0]?.from) continue;
    const acts = rehearse(stage, path, lead, at);
    if (acts) return { path, lead, acts };
  }
  return null;
}

function rehearse(stage: Stage, path: Path, lead: Lead, at: number): readonly Act[] | null {
  const rehearsal = new Rehearsal(stage, lead.example, lead.steps);
  const acts: Act[] = [];
  for (const [index, step] of path.entries()) {
    const act = rehearsal.take(step, at + index);
    if (!act) return null;
    acts.push(act);
  }
  return acts;
}
