import { ValidationPipe, type ArgumentMetadata, type PipeTransform, type ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { ProblemError, type FieldFault } from './problem-error.js';

const options = {
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  stopAtFirstError: true,
  forbidUnknownValues: true,
  // The target names the DTO, whose rules know what to write instead. The caller never gets it.
  validationError: { target: true, value: false },
};

/** Checks DTOs at the edge: unknown fields are refused, each fault is named by its JSON pointer. Bodies 422, the rest 400. */
export class EdgeValidation implements PipeTransform {
  private readonly body = new ValidationPipe({
    ...options,
    exceptionFactory: (errors) => faulty(422, allFaults(errors)),
  });
  private readonly rest = new ValidationPipe({
    ...options,
    exceptionFactory: (errors) => faulty(400, allFaults(errors)),
  });

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body') return this.rest.transform(value, metadata);
    if ((value === null || value === undefined) && mayBeLeftOut(metadata)) return {};
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      throw faulty(422, [{ pointer: '', rule: 'body', limits: [] }]);
    }
    return this.body.transform(value, metadata);
  }
}

/** A DTO class says by `static readonly mayBeLeftOut = true` that a request without a body says nothing more. */
const mayBeLeftOut = ({ metatype }: ArgumentMetadata): boolean =>
  metatype !== undefined && 'mayBeLeftOut' in metatype && metatype.mayBeLeftOut === true;

function allFaults(errors: readonly ValidationError[]): FieldFault[] {
  return errors.flatMap((error) => faultsOf(error, ''));
}

function faulty(status: 400 | 422, faults: readonly FieldFault[]): ProblemError {
  return new ProblemError(status, 'fields-do-not-fit', {}, { faults });
}

function faultsOf(error: ValidationError, above: string): FieldFault[] {
  const pointer = `${above}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.keys(error.constraints ?? {}).map((rule) => ({ pointer, rule, limits: limitsOf(error, rule) }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, pointer))];
}

/** What the rule was declared with, so that the sentence can name it. */
function limitsOf(error: ValidationError, rule: string): readonly unknown[] {
  const dto: unknown = error.target?.constructor;
  if (typeof dto !== 'function') return [];
  const declared = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const found = declared.find((entry) => entry.propertyName === error.property && entry.name === rule);
  return found?.constraints ?? [];
}
