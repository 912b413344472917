import type { ESTree } from 'rolldown/utils';
import { type SourceFile, isScript, literalText, visit } from './source.ts';

export interface Import {
  /** The file that imports, below src/. */
  readonly from: string;
  /** What it asks for, as it is written; null where the code computes it. */
  readonly target: string | null;
  /** Whether it hands on what it asks for: `export … from`. */
  readonly reexports: boolean;
}

/** `import.meta` in front of a member, as in import.meta.glob and import.meta.url. */
const isOfImportMeta = (node: ESTree.Node | undefined, member: string): boolean =>
  node?.type === 'MemberExpression' &&
  node.object.type === 'MetaProperty' &&
  node.property.type === 'Identifier' &&
  node.property.name === member;

/**
 * Every way in which one file reaches another: static and dynamic imports, those of types only, `export … from`,
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
