import { Param, type PipeTransform } from '@nestjs/common';
import { ProblemError } from './problem-error.js';

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

class UuidPipe implements PipeTransform<unknown, string> {
  constructor(private readonly name: string) {}

  transform(value: unknown): string {
    const id = String(value).toLowerCase();
    if (uuid.test(id)) return id;
    const faults = [{ pointer: `/${this.name}`, rule: 'isUuid', limits: [] }];
    throw new ProblemError(400, 'fields-do-not-fit', {}, { faults });
  }
}

/** A UUID in the path: `@Id() id: string` or `@Id('draft') draft: string`. Anything else is answered with 400. */
export function Id(name = 'id'): ParameterDecorator {
  return Param(name, new UuidPipe(name));
}
