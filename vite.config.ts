import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative, so that the built page runs from any folder of a static host.
  base: './',
  plugins: [react(), tailwindcss()],
  build: {
    target: 'es2023',
    // Every browser that runs ES2023 knows <link rel="modulepreload">.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // What the first load needs comes as one file: a request instead of six, and 2.4 kB less after gzip.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
});
