import type { ESTree } from 'rolldown/utils';
import { type SourceFile, visit } from './source.ts';

/** The names of components and hooks. */
const RENDERS = /^(?:[A-Z]|use[A-Z])/;
/** React calls the function that these hooks get while it renders. */
const CALLED_IN_RENDER = new Set(['useMemo', 'useState', 'useReducer']);

/**
 * The places where a component or a hook reads a store while it renders: `getState()` in its body, not in a function that
 * an event or an effect calls. Without a subscription it would show an old state until something else renders it.
 */
export function readsInRender(file: SourceFile): readonly string[] {
  const found: string[] = [];
  /** The names of functions that have none of their own. */
  const names = new Map<ESTree.Node, string>();
  const inRender = new Set<ESTree.Node>();
  const around: string[] = [];

  const enter = (node: ESTree.Function | ESTree.ArrowFunctionExpression): void => {
    const own = node.id?.name ?? names.get(node) ?? '';
    around.push(inRender.has(node) ? (around.at(-1) ?? '') : own);
  };
  const leave = (): void => {
    around.pop();
  };
  visit(file, {
    VariableDeclarator: ({ id, init }) => {
      if (init && id.type === 'Identifier') names.set(init, id.name);
    },
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type === 'Identifier' && CALLED_IN_RENDER.has(callee.name) && first) inRender.add(first);
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      const name = around.at(-1) ?? '';
      if (callee.property.name === 'getState' && RENDERS.test(name)) found.push(`${file.path}: ${name}`);
    },
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': leave,
    FunctionExpression: enter,
    'FunctionExpression:exit': leave,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': leave,
  });
  return found;
}
