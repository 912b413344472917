// node scripts/unpack-chromium.mjs FOLDER: unpacks the browser of @sparticuz/chromium, with its libraries and its font.
// A process of its own, because the package takes its folder and its platform from the environment when it is loaded.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [folder = ''] = process.argv.slice(2);
if (!folder) throw new Error('Which folder?');

// Unpacked beside its place and then moved there, so that an interrupted run leaves no half a browser behind.
const workshop = `${folder}-${process.pid}`;
mkdirSync(workshop, { recursive: true });
process.env['TMPDIR'] = workshop;
process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x'; // Only there does it unpack its shared libraries.

try {
  const { default: packaged } = await import('@sparticuz/chromium');
  const unpacked = dirname(await packaged.executablePath());

  // Its font settings know /tmp only; fonts of the system, where there are any, are welcome too.
  const settings = join(unpacked, 'fonts/fonts.conf');
  const moved = readFileSync(settings, 'utf8')
    .replaceAll('/tmp/fonts', join(folder, 'fonts'))
    .replace('<dir>', '<dir>/usr/share/fonts</dir>\n  <dir>');
  writeFileSync(settings, moved);

  if (!existsSync(join(folder, 'chromium'))) {
    rmSync(folder, { recursive: true, force: true });
    renameSync(unpacked, folder);
  }
} finally {
  rmSync(workshop, { recursive: true, force: true });
}
