import { readFileSync } from 'node:fs';

type Rgb = readonly [number, number, number];
export type Scheme = 'light' | 'dark';
/** The colours of one scheme, by their names. */
export type Palette = Readonly<Record<string, Rgb>>;

const file = 'apps/console/shared/styles/tokens.css';

function hex(colour: string): Rgb | null {
  const digits = /^#([0-9a-f]{6})$/.exec(colour.trim())?.[1];
  if (!digits) return null;
  const part = (from: number) => parseInt(digits.slice(from, from + 2), 16);
  return [part(0), part(2), part(4)];
}

function paletteOf(block: string, scheme: Scheme): Record<string, Rgb> {
  const found: Record<string, Rgb> = {};
  for (const [, name, light, dark] of block.matchAll(/--([\w-]+):\s*light-dark\(([^,]+),\s*(#[0-9a-f]{6})\)/g)) {
    const colour = hex((scheme === 'light' ? light : dark) ?? '');
    if (name && colour) found[name] = colour;
  }
  return found;
}

/** As the style sheet has them; `more` is for people who ask for more contrast. */
export function palette(scheme: Scheme, contrast: 'usual' | 'more'): Palette {
  const [usual = '', more = ''] = readFileSync(file, 'utf8').split('@media (prefers-contrast: more)');
  const colours = paletteOf(usual, scheme);
  return contrast === 'usual' ? colours : { ...colours, ...paletteOf(more, scheme) };
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of WCAG 2. */
export function contrast(one: Rgb, other: Rgb): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

/** Which text stands on which ground. */
export const texts: Readonly<Record<string, readonly string[]>> = {
  ink: ['ground', 'surface', 'surface-2', 'script', 'accent-soft'],
  'ink-2': ['ground', 'surface', 'surface-2', 'script'],
  accent: ['ground', 'surface', 'surface-2', 'script', 'accent-soft'],
  'accent-ink': ['accent', 'accent-hover'],
  'good-ink': ['good-soft'],
  'warn-ink': ['warn-soft'],
  'risk-ink': ['risk-soft'],
  'danger-ink': ['danger', 'danger-hover'],
};
/** Edges that say where a control is, or where the focus is. */
export const edges: Readonly<Record<string, readonly string[]>> = {
  'edge-strong': ['ground', 'surface'],
  focus: ['ground', 'surface', 'surface-2', 'script'],
  'safety-edge': ['ground', 'surface'],
};
/** Lines that only divide; nothing is lost without them. */
export const ornaments = ['edge', 'script-edge'];
