import { mostWards, type ServiceDefinition } from '../../../libs/agencies/index.js';
import type { Seeded } from '../../../libs/programs/index.js';
import type { Program } from '../../../libs/workflow/index.js';
import { servesNoArea } from './areas-served.js';
import { opensInVain } from './opens-in-vain.js';
import type { LineEntry } from './config-files.js';
import type { Config, ProgramConfig, TenantConfig } from './read-config.js';

/** What was loaded for one tenant, and what somebody should look at. For the person who starts the server. */
export interface LoadReport {
  readonly tenant: string;
  readonly summary: string;
  readonly warnings: readonly string[];
}

export function reportOn(config: TenantConfig, all: Config, seeded: Readonly<Record<string, Seeded>>): LoadReport {
  const programs = config.tenant.programs.flatMap((id) => all.programs[id] ?? []);
  const services = config.agencies.reduce((count, agency) => count + agency.services.length, 0);
  const loaded = Object.entries(seeded).map(([id, result]) => `${id} ${describe(result)}`);
  return {
    tenant: config.tenant.id,
    summary: [
      loaded.length > 0 ? loaded.join(', ') : 'no program',
      count(config.tenant.lines.length, 'line'),
      count(config.agencies.length, 'agency', 'agencies'),
      count(services, 'service'),
    ].join(' · '),
    warnings: [
      ...programs.flatMap((each) => programWarnings(each, config, all)),
      ...Object.entries(seeded).flatMap(([id, result]) => draftWarning(id, result)),
      ...unconfirmed(config),
      ...uncovered(config),
    ],
  };
}

/** The report as the server prints it. */
export function printReport(reports: readonly LoadReport[]): string {
  return reports
    .map(({ tenant, summary, warnings }) =>
      [`${tenant}: ${summary}`, ...warnings.map((warning) => `  ! ${warning}`)].join('\n'),
    )
    .join('\n');
}

function describe(result: Seeded): string {
  if (result.kind === 'draft') return '(draft left)';
  return `version ${result.version}${result.kind === 'published' ? ' (new)' : ''}`;
}

function draftWarning(program: string, result: Seeded): readonly string[] {
  if (result.kind !== 'draft') return [];
  return [`${program}: a person has published it here, so the files in config/programs/${program} wait as a draft.`];
}

function programWarnings({ program, warnings }: ProgramConfig, config: TenantConfig, all: Config): readonly string[] {
  return [
    ...warnings.map(({ file, line, message, instead }) => `${file}:${line}: ${message} ${instead}`),
    ...unknownServices(program, config),
    ...servesNoArea(program, config),
    ...unloadedPrograms(program, config),
    ...opensInVain(program, config, all),
    ...otherFacts(program, all),
    ...(config.tenant.lines.some((line) => line.program === program.id)
      ? []
      : [`${program.id}: no line of ${config.tenant.id} leads to it.`]),
  ];
}

function unknownServices(program: Program, config: TenantConfig): readonly string[] {
  const known = new Set(config.agencies.flatMap((agency) => agency.services.map((service) => service.id)));
  return Object.values(program.routes).flatMap((route) =>
    route.targets.flatMap((target) =>
      'service' in target && !known.has(target.service)
        ? [
            `${program.id}: route ${route.id} names the service "${target.service}", which the directory of ` +
              `${config.tenant.id} does not have. Callers are passed on to the next target.`,
          ]
        : [],
    ),
  );
}

/** The same contact goes on elsewhere: to a program that is not here, so to a number. */
function unloadedPrograms(program: Program, config: TenantConfig): readonly string[] {
  return Object.values(program.states).flatMap((state) => {
    if (state.kind !== 'end' || !state.opens || config.tenant.programs.includes(state.opens.program)) return [];
    const { program: wanted } = state.opens;
    const line = config.tenant.lines.find((each) => each.program === wanted);
    return [`${program.id}: the end "${state.id}" opens ${wanted}, which is not loaded here. ${direct(line)}`];
  });
}

function direct(line: LineEntry | undefined): string {
  if (line) return `The directory line "${line.id}" (${line.number}) is given instead.`;
  return 'No line of that program is known either: the caller is given nothing. Add the line or load the program.';
}

function otherFacts(program: Program, all: Config): readonly string[] {
  return all.facts.flatMap((fact) => {
    const question = program.questions[fact.key];
    if (!question || question.type === fact.type) return [];
    return [
      `${program.id}: the question "${fact.key}" is a ${question.type}, and config/facts.yaml shares it as a ${fact.type}. ` +
        'Give the question another id, or make the types agree.',
    ];
  });
}

function unconfirmed(config: TenantConfig): readonly string[] {
  const lines = config.tenant.lines.flatMap((line) => (line.verify ? [`line ${line.id}: ${line.verify}`] : []));
  const services = config.agencies.flatMap((agency) =>
    agency.services.flatMap((service) => [
      ...(service.phones.length === 0 && isDialled(service) ? [numberUnknown(service.id, agency.id)] : []),
      ...service.phones.filter(({ ownLine }) => ownLine).map(({ number }) => ownNumber(service.id, agency.id, number)),
      ...(service.hours === 'unknown' ? [hoursUnknown(service.id, agency.id)] : []),
      ...(service.verify ? [`service ${service.id}: ${service.verify}`] : []),
    ]),
  );
  return [...lines, ...services];
}

/** A team that is sent by this system is not dialled: it needs no number. */
const isDialled = ({ handovers }: ServiceDefinition) => handovers.some((handover) => handover !== 'dispatch');

/** None is invented: whoever is on the call is told so, too. */
function numberUnknown(service: string, agency: string): string {
  return (
    `service ${service}: its phone number is not known. Whoever transfers a caller there is told so and must look for ` +
    `it. Write it under phones: in config/agencies/${agency}.yaml.`
  );
}

/** The public may dial it; from here it rings at our own desk. */
function ownNumber(service: string, agency: string, number: string): string {
  return (
    `service ${service}: ${number} is a line that you answer yourselves, so a call to it comes back to you. Whoever ` +
    `transfers a caller there is told so. Write the office’s own number under phones: in config/agencies/${agency}.yaml.`
  );
}

function hoursUnknown(service: string, agency: string): string {
  return (
    `service ${service}: its hours are not known. It is tried at any hour, and that is no proof that somebody answers. ` +
    `Write them under hours: in config/agencies/${agency}.yaml.`
  );
}

/** Of a city some of whose wards somebody covers. Who calls from the others is not lost: the program says who decides. */
function uncovered(config: TenantConfig): readonly string[] {
  const covered = new Set(
    config.agencies.flatMap(({ services }) => services.flatMap(({ covers }) => covers?.wards ?? [])),
  );
  const missing = Array.from({ length: mostWards }, (_, index) => index + 1).filter((ward) => !covered.has(ward));
  if (covered.size === 0 || missing.length === 0) return [];
  const wards = missing.length === 1 ? `ward ${missing[0]} is` : `wards ${missing.join(', ')} are`;
  return [
    `${wards} covered by no service. Calls from there go the program’s default way and wait for a supervisor’s pick. Once an ` +
      'agency covers them, write them under covers: wards: in its file.',
  ];
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
