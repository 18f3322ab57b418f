import type { ById, TextSource } from './source.js';

/** labels.yaml. */
export interface LabelsSource {
  readonly questions?: ById<{
    readonly ask?: TextSource;
    readonly short?: TextSource;
    readonly help?: TextSource;
    readonly choices?: ById<TextSource>;
    readonly row?: TextSource;
    readonly 'add-row'?: TextSource;
    readonly columns?: ById<{ readonly label?: TextSource; readonly choices?: ById<TextSource> }>;
  }>;
  readonly states?: ById<{ readonly title?: TextSource; readonly script?: TextSource; readonly help?: TextSource }>;
  readonly parameters?: ById<{ readonly title?: TextSource }>;
  readonly grants?: ById<{ readonly title?: TextSource }>;
  readonly decisions?: ById<{
    readonly title?: TextSource;
    readonly outcomes?: ById<TextSource>;
    readonly elsewhere?: TextSource;
  }>;
  readonly dispositions?: ById<TextSource>;
  readonly events?: ById<TextSource>;
  readonly interrupts?: ById<TextSource>;
  readonly disclosures?: ById<{ readonly purpose?: TextSource }>;
  readonly entry?: { readonly who?: TextSource; readonly privacy?: TextSource };
}
