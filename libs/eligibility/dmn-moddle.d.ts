/** What we use of dmn-moddle, which ships no types. Everything it gives may be missing: the file is somebody's. */
declare module 'dmn-moddle' {
  export interface ModdleText {
    readonly text?: string;
    readonly expressionLanguage?: string;
  }
  export interface ModdleInput {
    readonly label?: string;
    readonly description?: string;
    readonly inputExpression?: ModdleText;
    readonly inputValues?: ModdleText;
  }
  export interface ModdleOutput {
    readonly name?: string;
    readonly label?: string;
    readonly outputValues?: ModdleText;
    readonly defaultOutputEntry?: ModdleText;
  }
  export interface ModdleRule {
    readonly description?: string;
    readonly inputEntry?: readonly ModdleText[];
    readonly outputEntry?: readonly ModdleText[];
    readonly annotationEntry?: readonly ModdleText[];
  }
  export interface ModdleElement {
    readonly $type: string;
    readonly id?: string;
    readonly name?: string;
    readonly hitPolicy?: string;
    readonly expressionLanguage?: string;
    readonly aggregation?: string;
    readonly drgElement?: readonly ModdleElement[];
    readonly decisionLogic?: ModdleElement;
    readonly input?: readonly ModdleInput[];
    readonly output?: readonly ModdleOutput[];
    readonly annotation?: readonly { readonly name?: string }[];
    readonly rule?: readonly ModdleRule[];
  }
  export interface Moddle {
    fromXML(
      xml: string,
      options?: { readonly lax: boolean },
    ): Promise<{ rootElement: ModdleElement; warnings: readonly { readonly message: string }[] }>;
  }
  export function DmnModdle(): Moddle;
}
