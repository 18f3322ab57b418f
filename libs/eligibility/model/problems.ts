import type { FeelProblem } from '../feel/reading.js';
import type { ModelProblem } from './dmn-model.js';
import type { ElementLines } from './element-lines.js';

/** Where in an element a text stands. */
export interface Part {
  readonly row?: number;
  readonly column?: string;
}

/** The problems of one element. What has one does not run. */
export class Problems {
  readonly all: ModelProblem[] = [];

  constructor(
    private readonly element: string | null,
    private readonly lines: ElementLines | undefined,
  ) {}

  add(code: string, message: string, instead: string, part: Part = {}): void {
    this.text({ code, message, instead, from: 0, to: 0 }, null, part);
  }

  /** A problem inside of a text. */
  text(problem: FeelProblem, text: string | null, part: Part = {}): void {
    const row = part.row === undefined ? undefined : this.lines?.rows[part.row - 1];
    const line = row ?? this.lines?.first;
    this.all.push({ ...problem, element: this.element, text, ...part, ...(line === undefined ? {} : { line }) });
  }
}
