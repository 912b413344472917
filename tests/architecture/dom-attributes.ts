import { type SourceFile, literalText, visit } from './source.ts';

/** The `data-` attributes of the DOM that one file writes and queries, by name. */
export interface DomAttributes {
  readonly writes: ReadonlySet<string>;
  readonly queries: ReadonlySet<string>;
}

/** `dataset.frameNo` is the attribute `data-frame-no`. */
const attributeOf = (key: string): string => `data-${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/**
 * Finds the attributes that a script writes (in JSX, as object keys that are spread into JSX, or through `dataset`) and
 * those that it queries (in a selector such as `[data-at]`, or through `getAttribute` and `hasAttribute`).
 */
export function domAttributesOf(file: SourceFile): DomAttributes {
  const writes = new Set<string>();
  const queries = new Set<string>();
  const readSelectors = (text: string | null | undefined) => {
    for (const [, name = ''] of (text ?? '').matchAll(/\[(data-[a-z-]+)/g)) queries.add(name);
  };
  visit(file, {
    JSXAttribute: ({ name }) => {
      if (name.type === 'JSXIdentifier' && name.name.startsWith('data-')) writes.add(name.name);
    },
    Property: ({ key }) => {
      const name = literalText(key);
      if (name?.startsWith('data-') === true) writes.add(name);
    },
    AssignmentExpression: ({ left }) => {
      if (left.type !== 'MemberExpression' || left.object.type !== 'MemberExpression') return;
      const { property } = left.object;
      if (property.type !== 'Identifier' || property.name !== 'dataset') return;
      const key =
        left.property.type === 'Identifier' && !left.computed ? left.property.name : literalText(left.property);
      if (key !== undefined) writes.add(attributeOf(key));
    },
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      const name = literalText(first);
      if (name?.startsWith('data-') !== true) return;
      if (/^[gh](?:et|as)Attribute$/.test(callee.property.name)) queries.add(name);
      if (/^(?:set|toggle)Attribute$/.test(callee.property.name)) writes.add(name);
    },
    Literal: ({ value }) => {
      if (typeof value === 'string') readSelectors(value);
    },
    TemplateElement: ({ value }) => readSelectors(value.cooked),
  });
  return { writes, queries };
}
