/** What we use of PDFKit 0.20: @types/pdfkit does not know PDF/UA, parsed fonts, nor a table's place in the structure. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';
  import type { Font } from 'fontkit';

  export interface Structure {
    add(child: Structure): this;
    end(): void;
  }
  export interface Cell {
    readonly text: string;
    readonly type?: 'TH' | 'TD';
    readonly scope?: 'Column' | 'Row';
    readonly font?: { readonly src: string; readonly size: number };
    readonly padding?: number;
  }
  class PDFDocument extends Readable {
    constructor(options: Readonly<Record<string, unknown>>);
    x: number;
    y: number;
    readonly page: {
      readonly width: number;
      readonly height: number;
      readonly margins: Record<'top' | 'left' | 'bottom' | 'right', number>;
    };
    registerFont(name: string, font: Font): this;
    font(name: string, size: number): this;
    text(text: string, options?: object): this;
    text(text: string, x: number, y: number, options?: object): this;
    moveDown(lines?: number): this;
    addPage(): this;
    table(options: object): this;
    struct(type: string, content?: (() => void) | object, children?: () => void): Structure;
    addStructure(structure: Structure): this;
    markContent(tag: string, options?: object): this;
    endMarkedContent(): this;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    switchToPage(page: number): void;
    end(): void;
  }
  export default PDFDocument;
}

declare module 'fontkit' {
  export interface Font {
    hasGlyphForCodePoint(codePoint: number): boolean;
  }
  export function create(file: Uint8Array): Font;
}
