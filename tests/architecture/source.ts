// Reads the files of src/ for the tests in this folder, and parses the scripts among them.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ESTree, Visitor, parseSync } from 'rolldown/utils';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceFile {
  /** Relative to src/, with slashes: 'grounding/parser.ts'. */
  readonly path: string;
  readonly text: string;
}

const SCRIPT = /\.[cm]?[jt]sx?$/;

export const isScript = ({ path }: SourceFile): boolean => SCRIPT.test(path);

/** Every file of src/ whose name matches. */
export function sourceFiles(ending: RegExp): readonly SourceFile[] {
  const src = join(root, 'src');
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(src, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Walks the syntax tree of one script. Throws if it cannot be parsed, so that no file passes without being checked. */
export function visit({ path, text }: SourceFile, visitor: ConstructorParameters<typeof Visitor>[0]): void {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`);
  new Visitor(visitor).visit(program);
}

/** The text of a node that is a plain string; undefined if the code computes it. */
export function literalText(node: ESTree.Node | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}
