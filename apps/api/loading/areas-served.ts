import type { Program } from '../../../libs/workflow/index.js';
import type { TenantConfig } from './read-config.js';

/** Services that an offer would always pass over, because they serve none of the areas that it goes by. */
export function servesNoArea(program: Program, config: TenantConfig): readonly string[] {
  const services = config.agencies.flatMap((agency) => agency.services);
  return Object.values(program.states).flatMap((state) => {
    if (state.kind !== 'offer' || state.area === undefined) return [];
    const { route, area } = state;
    const routes =
      'route' in route ? [route.route] : 'by' in route ? [...Object.values(route.routes), route.otherwise] : [];
    const words = program.decisions[area]?.outcomes ?? [];
    const named = routes.flatMap((id) => program.routes[id ?? '']?.targets ?? []);
    const ids = new Set(named.flatMap((target) => ('service' in target ? [target.service] : [])));
    return services.flatMap(({ id, serviceArea }) =>
      ids.has(id) && serviceArea !== null && !serviceArea.some((one) => words.includes(one))
        ? [
            `${program.id}: the offer "${state.id}" goes by the area that "${area}" decides, and the service ${id} serves none of ` +
              `${words.join(', ')}: it is never asked. Write its areas under service_area:, or leave that out.`,
          ]
        : [],
    );
  });
}
