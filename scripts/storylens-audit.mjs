#!/usr/bin/env node
// `npx storylens-audit` and `npm run audit`: runs the bundle of scripts/audit, and builds it first if it is missing or old.
// It writes nothing to stdout, which is for the result.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { buildTerminalIfStale, root } from './setup.mjs';

await buildTerminalIfStale();
await import(pathToFileURL(join(root, 'dist-terminal/storylens-audit.mjs')).href);
