// node scripts/unpack-chromium.mjs FOLDER: unpacks the browser of @sparticuz/chromium, with its libraries and its font.
// It runs in its own process, because the package reads its folder and its platform from the environment on import.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [folder = ''] = process.argv.slice(2);
if (!folder) throw new Error('Which folder?');

// Unpacks beside the target folder and then renames, so that an interrupted run leaves no incomplete browser.
const temporary = `${folder}-${process.pid}`;
mkdirSync(temporary, { recursive: true });
process.env['TMPDIR'] = temporary;
// Without this variable the package does not unpack its libraries.
process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x';

try {
  const { default: packaged } = await import('@sparticuz/chromium');
  const unpacked = dirname(await packaged.executablePath());

  // The package's font settings list only /tmp. This adds the package's own folder and the fonts of the system.
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
  rmSync(temporary, { recursive: true, force: true });
}
