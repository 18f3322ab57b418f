import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

const require = createRequire(import.meta.url);

export interface Faces {
  readonly regular: Font;
  readonly bold: Font;
}
let faces: Faces | undefined;

/** DejaVu Sans: French, Canadian syllabics and much else, free to embed. Read once a process: it takes longer than a letter. */
export function readFaces(): Faces {
  const read = (name: string) => create(readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)));
  return (faces ??= { regular: read('DejaVuSans'), bold: read('DejaVuSans-Bold') });
}
