import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from '../scripts/chromium.mjs';
import site from '../vite.config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { executablePath, args, env } = findChromium();

// The rooms whose code needs no page, and the tools.
const PURE = 'grounding,inference,formats,session,architecture,app,replay,features,ui,scripts';

// A property of some hundred runs takes half a second; a machine with ten other things to do took 6 s for it.
const PATIENCE = 60_000;

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'node',
          environment: 'node',
          include: [`tests/{${PURE}}/**/*.test.ts`],
          testTimeout: PATIENCE,
          // The files of a worker share their modules: a process of its own for each of 100 files took 46 s of CPU, this
          // takes 30 s.
          pool: 'threads',
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        root,
        test: { name: 'long', environment: 'node', include: ['tests/long/**/*.test.ts'], testTimeout: 10 * PATIENCE },
      },
      {
        root,
        plugins: site.plugins ?? [],
        optimizeDeps: {
          // With a cold cache, a package that Vite meets half-way through the run reloads the page under a test.
          include: [
            '@dnd-kit/core',
            '@dnd-kit/sortable',
            '@dnd-kit/utilities',
            '@tanstack/react-virtual',
            '@testing-library/react',
            '@testing-library/user-event',
            'axe-core',
            'cmdk',
            'fast-check',
            'konva',
            'konva/lib/shapes/Rect',
            'lucide-react',
            'openai/client',
            'radix-ui',
            'react',
            'react-dom',
            'react-dom/client',
            'react-konva/lib/ReactKonvaCore',
            'react-resizable-panels',
            'react/jsx-dev-runtime',
            'react/jsx-runtime',
            'zustand',
            'zustand/vanilla/shallow',
            'zustand/react/shallow',
            'zustand/vanilla',
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          testTimeout: PATIENCE,
          setupFiles: ['tests/helpers/no-stack-traces.ts', 'tests/helpers/no-console-errors.ts'],
          // Two pages of the browser: one alone leaves a core idle.
          maxWorkers: 2,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1280, height: 800 },
            provider: playwright({ launchOptions: { executablePath, args, env } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
