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
interface Room {
  readonly enters: readonly string[];
  readonly packages: readonly string[];
}

const ROOMS: Readonly<Record<string, Room>> = {
  grounding: { enters: [], packages: [] },
  inference: { enters: [], packages: ['openai'] },
  session: { enters: ['grounding', 'inference'], packages: ['zustand/vanilla'] },
  theme: { enters: ['grounding'], packages: ['react'] },
  ui: { enters: [], packages: ['react', 'react-dom', 'radix-ui', 'react-resizable-panels', 'lucide-react'] },
  features: { enters: ['grounding', 'session', 'theme', 'ui'], packages: ['react', 'react-dom', 'lucide-react'] },
  app: {
    enters: ['grounding', 'inference', 'session', 'theme', 'ui', 'features'],
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
const isDoor = (path: string, room: string): boolean =>
  path === `${room}/index.ts` || (room === 'session' && path === 'session/react.tsx');

/** The room of a file: 'grounding', or for the features, which are strangers to one another, 'features/story'. */
function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'features' ? `${first}/${second}` : first;
}

/** Why an import breaks the rules of the house, in a sentence; null when it does not. */
export function trespassOf({ from, what, handsOn }: Import): string | null {
  const room = roomOf(from);
  const kind = room.split('/')[0] ?? room;
  const rules = ROOMS[kind];
  if (!rules || !isInRoom(from)) return `${from} is in no room`;
  if (what === null) return `${from} imports what it computes, which nobody can check`;

  const says = `${from} imports ${what}`;
  if (!what.startsWith('.')) {
    const packages = [...rules.packages, ...(EXTRA_PACKAGES[room] ?? []), ...(EXTRA_PACKAGES[from] ?? [])];
    const allowed = packages.some((name) => what === name || what.startsWith(`${name}/`));
    return allowed ? null : `${says}, a package that ${room} may not use`;
  }

  const path = posix.join(posix.dirname(from), what.replace(/\?.*$/, ''));
  if (path.startsWith('..')) return `${says}, which is outside src`;
  const target = roomOf(path);
  if (target === room) {
    if (handsOn && !isDoor(from, room)) return `${says} to hand it on, which only ${room}/index.ts does`;
    return path === 'session/react.tsx' ? `${says}, but the session knows nothing of React` : null;
  }
  if (!rules.enters.includes(target.split('/')[0] ?? target)) return `${says}, a room that ${room} may not enter`;
  return isDoor(path, target) ? null : `${says}; ${target} is entered by its index.ts`;
}

/** Whether a file stands in one of the rooms; what is in none is bound by no rule. */
export function isInRoom(path: string): boolean {
  const room = roomOf(path);
  return room !== path && (room.split('/')[0] ?? room) in ROOMS;
}
