import { misfit, type OpensCase, type Program } from '../../../libs/workflow/index.js';
import type { Config, TenantConfig } from './read-config.js';

/** What opens a case of another program: that it is there, and asks what would be confirmed in it. */
export function opensInVain(program: Program, config: TenantConfig, all: Config): readonly string[] {
  return Object.values(program.states).flatMap((state) =>
    Object.values(state.kind === 'wait' ? state.events : {}).flatMap(({ id, opens }) => {
      if (!opens) return [];
      const event = `${program.id}: the event "${id}" of "${state.id}"`;
      const wanted = config.tenant.programs.includes(opens.program) ? all.programs[opens.program]?.program : undefined;
      if (wanted) return opens.program === program.id ? [] : unfitting(program, wanted, opens, event);
      return [
        `${event} opens ${opens.program}, which is not loaded here: it would be refused. Load it, or take it out.`,
      ];
    }),
  );
}

function unfitting(program: Program, wanted: Program, { confirm, says }: OpensCase, event: string): readonly string[] {
  const known = `The questions of ${wanted.id} say what fits.`;
  return [
    ...confirm.flatMap((id) => {
      const [here, there] = [program.questions[id]?.type, wanted.questions[id]?.type];
      if (here === there || here === undefined) return [];
      const other = there === undefined ? 'does not ask it' : `has a ${there} of that name`;
      return [`${event} would show the answer to "${id}" (${here}), and ${wanted.id} ${other}. It is left out there.`];
    }),
    ...Object.entries(says).flatMap(([id, value]) => {
      const question = wanted.questions[id];
      if (question && !question.computed && misfit(question, { value }) === null) return [];
      return [`${event} answers "${id}" with "${String(value)}" in ${wanted.id}, which does not take it. ${known}`];
    }),
  ];
}
