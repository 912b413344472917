import { posix } from 'node:path';
import type { Import } from './imports.ts';

/**
 * Which layers (or single files of them) a layer may import, and which packages it may use.
 *
 *            app
 *             │
 *         features ── ui
 *             │        theme
 *       session/react
 *             │
 *          session
 *        ╱    │    ╲
 *  formats    │   inference
 *        ╲    │
 *       grounding
 */
interface Layer {
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

const LAYERS: Readonly<Record<string, Layer>> = {
  grounding: { imports: [], packages: [] },
  // Of grounding only how numbers are written and JSON is read.
  inference: {
    imports: ['grounding/counts.ts', 'grounding/json.ts', 'grounding/tolerant-json.ts'],
    packages: ['openai', 'valibot'],
  },
  formats: {
    imports: ['grounding'],
    packages: ['valibot', 'fflate', 'hyparquet', 'hyparquet-compressors', 'image-dimensions'],
  },
  session: {
    imports: ['grounding', 'inference', 'formats'],
    packages: ['zustand/vanilla', 'valibot', 'idb', '@noble/hashes'],
  },
  theme: { imports: ['grounding'], packages: ['react'] },
  ui: {
    imports: [],
    packages: ['react', 'react-dom', 'radix-ui', 'react-resizable-panels', 'lucide-react', '@tanstack/react-virtual'],
  },
  features: { imports: ['grounding', 'session', 'theme', 'ui'], packages: ['react', 'react-dom', 'lucide-react'] },
  app: {
    imports: ['grounding', 'inference', 'formats', 'session', 'theme', 'ui', 'features'],
    packages: ['react', 'react-dom', 'lucide-react', 'tailwindcss', '@fontsource-variable'],
  },
};

/** Packages that only one feature may use for its own subject, and those of the only session file that may use React. */
const EXTRA_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'session/react.tsx': ['react', 'zustand'],
  'features/stage': ['konva', 'react-konva'],
  'features/frames': ['@dnd-kit'],
  'features/command-palette': ['cmdk'],
  'features/runs': ['radix-ui'],
  'features/setup': ['radix-ui'],
};

/** Files that other layers may import beside the index.ts of each layer. All but `base.ts` are loaded on demand. */
const ENTRIES: ReadonlySet<string> = new Set([
  'grounding/audit.ts',
  'grounding/base.ts',
  'grounding/editing.ts',
  'grounding/parsing.ts',
  'grounding/scoring.ts',
]);

/** Whether other layers may import this file of a layer. */
const isIndexFile = (path: string, layer: string): boolean =>
  ENTRIES.has(path) || path === `${layer}/index.ts` || (layer === 'session' && path === 'session/react.tsx');

/** The layer of a file: 'grounding', or 'features/story', because each feature is a layer of its own. */
export function layerOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'features' ? `${first}/${second}` : first;
}

/** Why an import breaks the rules of the layers, in one sentence; null if it does not. */
export function violationOf({ from, target, reexports }: Import): string | null {
  const layer = layerOf(from);
  const kind = layer.split('/')[0] ?? layer;
  const rules = LAYERS[kind];
  if (!rules || !isInLayer(from)) return `${from} is in no layer`;
  if (target === null) return `${from} imports a computed path, which this test cannot check`;

  const statement = `${from} imports ${target}`;
  if (!target.startsWith('.')) {
    const packages = [...rules.packages, ...(EXTRA_PACKAGES[layer] ?? []), ...(EXTRA_PACKAGES[from] ?? [])];
    const allowed = packages.some((name) => target === name || target.startsWith(`${name}/`));
    return allowed ? null : `${statement}, a package that ${layer} may not use`;
  }

  const path = posix.join(posix.dirname(from), target.replace(/\?.*$/, ''));
  if (path.startsWith('..')) return `${statement}, which is outside src`;
  const other = layerOf(path);
  if (other === layer) {
    if (reexports && !isIndexFile(from, layer)) return `${statement} to export it, which only ${layer}/index.ts may do`;
    return path === 'session/react.tsx' ? `${statement}, but the session must not depend on React` : null;
  }
  if (path !== other && rules.imports.includes(path)) return null;
  if (!rules.imports.includes(other.split('/')[0] ?? other)) {
    return `${statement}, a layer that ${layer} may not import`;
  }
  return isIndexFile(path, other) ? null : `${statement}, but ${other} must be imported through its index.ts`;
}

/** Whether a file is in one of the layers. The rules cannot be applied to a file that is in none. */
export function isInLayer(path: string): boolean {
  const layer = layerOf(path);
  return layer !== path && (layer.split('/')[0] ?? layer) in LAYERS;
}
