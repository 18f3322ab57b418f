import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Source {
  /** From the root, with forward slashes: `libs/cases/open-case.ts`. */
  readonly file: string;
  /** `libs/cases`, `apps/api`, `config`, `migrations`. */
  readonly room: string;
  /** What it imports: an npm name, or a path from the root. */
  readonly imports: readonly { readonly name: string; readonly typeOnly: boolean }[];
  /** Code without comments. */
  code(): string;
  /** String and template literals. */
  readonly literals: readonly string[];
}

/** Path from the root → text. */
export type Files = Readonly<Record<string, string>>;

/** Every source of the repository that ships. Tests and test kits may look wherever they like. */
export function readHouse(root: string): Files {
  const names = ['libs', 'apps', 'config', 'migrations'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/'))),
  );
  const shipped = names.filter(
    (file) => /\.tsx?$/.test(file) && !/\.(e2e-)?spec\.tsx?$|\.d\.ts$|\/testing\//.test(file),
  );
  return Object.fromEntries(shipped.map((file) => [file, fs.readFileSync(path.join(root, file), 'utf8')]));
}

/** A small house in one text file: each part begins with `==> path <==`. */
export function readFixture(file: string): Files {
  const parts = fs
    .readFileSync(file, 'utf8')
    .split(/^==> (.*) <==\n/m)
    .slice(1);
  return Object.fromEntries(parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? '']] : [])));
}

/** Names of the folders in `libs/`. */
export function findLibs(files: Files): readonly string[] {
  const libs = Object.keys(files).map((file) => /^libs\/([^/]+)\//.exec(file)?.[1]);
  return [...new Set(libs.filter((lib) => lib !== undefined))];
}

export function readSources(files: Files): readonly Source[] {
  return Object.entries(files).map(([file, text]) => readSource(file, text));
}

function readSource(file: string, text: string): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imports: { name: string; typeOnly: boolean }[] = [];
  const literals: string[] = [];
  const visit = (node: ts.Node): void => {
    const imported = importOf(node);
    if (imported) imports.push({ ...imported, name: resolve(file, imported.name) });
    if (ts.isStringLiteralLike(node) && !isSpecifier(node)) literals.push(node.text);
    if (ts.isTemplateExpression(node)) literals.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const [top = '', second = ''] = file.split('/');
  const room = top === 'libs' || top === 'apps' ? `${top}/${second}` : top;
  return { file, room, imports, literals, code: () => withoutComments(text, tree) };
}

function importOf(node: ts.Node): { name: string; typeOnly: boolean } | null {
  if (
    (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
    node.moduleSpecifier &&
    ts.isStringLiteral(node.moduleSpecifier)
  ) {
    return { name: node.moduleSpecifier.text, typeOnly: isTypeOnly(node) };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [name] = node.arguments;
    if (name && ts.isStringLiteralLike(name)) return { name: name.text, typeOnly: false };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { name: node.argument.literal.text, typeOnly: true };
  }
  return null;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  return ts.isImportDeclaration(node)
    ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : node.isTypeOnly;
}

const isSpecifier = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent);

function resolve(file: string, specifier: string): string {
  return specifier.startsWith('.')
    ? path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))
    : specifier;
}

function withoutComments(text: string, tree: ts.SourceFile): string {
  const ranges = new Map<number, number>();
  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) ranges.set(range.pos, range.end);
    for (const range of ts.getTrailingCommentRanges(text, node.getEnd()) ?? []) ranges.set(range.pos, range.end);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return [...ranges].sort(([a], [b]) => b - a).reduce((code, [from, to]) => code.slice(0, from) + code.slice(to), text);
}
