// `npm run lock`, to be run after every change of dependencies: completes package-lock.json for the platforms whose
// packages the npm registry in use does not have.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fillHoles } from './lock-file.mjs';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(file, 'utf8'));
const filled = fillHoles(lock);
if (filled.length) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${filled.length} platform packages added`);
