import { posix } from 'node:path';
import type { Import } from './imports.ts';

/**
 * Which rooms a room may enter, and which packages it may use.
 *
 *            app
 *             │
 *         features ── ui
 *             │        theme
 *       session/react
 *             │
 *          session
 *           ╱    ╲
 *   grounding    inference
 */
interface Layer {
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

const LAYERS: Readonly<Record<string, Layer>> = {
  grounding: { imports: [], packages: [] },
  inference: { imports: [], packages: ['openai'] },
  session: { imports: ['grounding', 'inference'], packages: ['zustand/vanilla'] },
  theme: { imports: ['grounding'], packages: ['react'] },
  ui: { imports: [], packages: ['react', 'react-dom', 'radix-ui', 'react-resizable-panels', 'lucide-react'] },
  features: { imports: ['grounding', 'session', 'theme', 'ui'], packages: ['react', 'react-dom', 'lucide-react'] },
  app: {
    imports: ['grounding', 'inference', 'session', 'theme', 'ui', 'features'],
    packages: ['react', 'react-dom', 'lucide-react', 'tailwindcss', '@fontsource-variable'],
  },
};

/** What a feature is about, or the one doorway between the session and React. */
const EXTRA_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'session/react.tsx': ['react', 'zustand'],
  'features/stage': ['konva', 'react-konva'],
  'features/frames': ['@dnd-kit'],
  'features/command-palette': ['cmdk'],
  'features/raw': ['@tanstack/react-virtual'],
  'features/setup': ['radix-ui'],
};

/** The only files by which a room is entered. */
const isIndexFile = (path: string, room: string): boolean =>
  path === `${room}/index.ts` || (room === 'session' && path === 'session/react.tsx');

/** The room of a file: 'grounding', or for the features, which are strangers to one another, 'features/story'. */
function layerOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'features' ? `${first}/${second}` : first;
}

/** Why an import breaks the rules of the house, in a sentence; null when it does not. */
export function violationOf({ from, target: what, reexports: handsOn }: Import): string | null {
  const room = layerOf(from);
  const kind = room.split('/')[0] ?? room;
  const rules = LAYERS[kind];
  if (!rules || !isInLayer(from)) return `${from} is in no room`;
  if (what === null) return `${from} imports what it computes, which nobody can check`;

  const says = `${from} imports ${what}`;
  if (!what.startsWith('.')) {
    const packages = [...rules.packages, ...(EXTRA_PACKAGES[room] ?? []), ...(EXTRA_PACKAGES[from] ?? [])];
    const allowed = packages.some((name) => what === name || what.startsWith(`${name}/`));
    return allowed ? null : `${says}, a package that ${room} may not use`;
  }

  const path = posix.join(posix.dirname(from), what.replace(/\?.*$/, ''));
  if (path.startsWith('..')) return `${says}, which is outside src`;
  const target = layerOf(path);
  if (target === room) {
    if (handsOn && !isIndexFile(from, room)) return `${says} to hand it on, which only ${room}/index.ts does`;
    return path === 'session/react.tsx' ? `${says}, but the session knows nothing of React` : null;
  }
  if (!rules.imports.includes(target.split('/')[0] ?? target)) return `${says}, a room that ${room} may not enter`;
  return isIndexFile(path, target) ? null : `${says}; ${target} is entered by its index.ts`;
}

/** Whether a file stands in one of the rooms; what is in none is bound by no rule. */
export function isInLayer(path: string): boolean {
  const room = layerOf(path);
  return room !== path && (room.split('/')[0] ?? room) in LAYERS;
}
