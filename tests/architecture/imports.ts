import type { ESTree } from 'rolldown/utils';
import { type SourceFile, isScript, literalText, visit } from './source.ts';

export interface Import {
  /** The importing file, relative to src/. */
  readonly from: string;
  /** The imported path or package as written; null if the code computes it. */
  readonly target: string | null;
  /** Whether it exports what it imports: `export … from`. */
  readonly reexports: boolean;
}

/** Whether a node is this member of `import.meta`, such as `import.meta.glob` or `import.meta.url`. */
const isOfImportMeta = (node: ESTree.Node | undefined, member: string): boolean =>
  node?.type === 'MemberExpression' &&
  node.object.type === 'MetaProperty' &&
  node.property.type === 'Identifier' &&
  node.property.name === member;

/**
 * All imports of a file: static and dynamic imports, type-only imports, `export … from`,
 * `import('…').Type`, require, import.meta.glob, new URL('…', import.meta.url), and @import in a style sheet.
 */
export function importsOf(file: SourceFile): readonly Import[] {
  const imports: Import[] = [];
  const add = (what: string | null | undefined, handsOn = false) =>
    imports.push({ from: file.path, target: what ?? null, reexports: handsOn });

  if (!isScript(file)) {
    for (const [, what] of file.text.matchAll(/@(?:import|plugin|config)\s+(?:url\()?['"]([^'"]+)['"]/g)) add(what);
    return imports;
  }
  visit(file, {
    ImportDeclaration: ({ source }) => add(source.value),
    ImportExpression: ({ source }) => add(literalText(source)),
    ExportAllDeclaration: ({ source }) => add(source.value, true),
    ExportNamedDeclaration: ({ source }) => source && add(source.value, true),
    TSImportType: ({ source }) => add(source.value),
    TSExternalModuleReference: ({ expression }) => add(expression.value),
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type === 'Identifier' && callee.name === 'require') add(literalText(first));
      if (!isOfImportMeta(callee, 'glob')) return;
      const patterns = first?.type === 'ArrayExpression' ? first.elements : [first];
      for (const pattern of patterns) add(literalText(pattern));
    },
    NewExpression: ({ callee, arguments: [first, base] }) => {
      const isUrl = callee.type === 'Identifier' && callee.name === 'URL';
      if (isUrl && isOfImportMeta(base, 'url')) add(literalText(first));
    },
  });
  return imports;
}
