// `npm run test:browsers`: the main job, hover, keyboard and saving in a real Firefox and a real WebKit, which apt installs at
// the first run (25 s). `npm run test:browsers -- hover` runs the tests with "hover" in their path. The last line is for
// programs: "N passed, N failed". Exit status: 0 all passed, 1 a test failed, 3 this machine cannot run these browsers.
import { existsSync } from 'node:fs';
import { aptInstall } from './apt.mjs';
import { buildIfStale, prepare } from './setup.mjs';
import { summaryOf } from './test-report.mjs';
import { LEFT_OUT, runPlaywright } from './test-runners.mjs';

/** Debian's packages, each with the program that the tests run. xvfb is a screen in memory, xdotool moves its pointer. */
const PACKAGES = {
  'firefox-esr': '/usr/bin/firefox-esr',
  'webkit2gtk-driver': '/usr/bin/WebKitWebDriver',
  xvfb: '/usr/bin/Xvfb',
  xdotool: '/usr/bin/xdotool',
};

const filters = process.argv.slice(2);

install();
prepare();
buildIfStale();
const tally = await runPlaywright('browsers', filters);
console.log(['', ...tally.failures.map((failure) => `FAILED ${failure}`)].join('\n'));
console.log(summaryOf(tally));
process.exitCode = tally.failures.length ? 1 : 0;

/** Installs the browsers. Ends the process with a sentence if that fails. */
function install() {
  const before = missing();
  if (before.length === 0) return;
  console.log(`Installing ${before.join(', ')} …`);
  const errors = aptInstall(before);
  const still = missing();
  if (still.length === 0) return;
  const reason = errors.length > 0 ? `apt says:\n${errors.join('\n')}` : 'apt installed something else.';
  console.error(`The tests in Firefox and WebKit cannot run here: ${still.join(', ')} cannot be installed. ${reason}`);
  process.exit(LEFT_OUT);
}

function missing() {
  return Object.entries(PACKAGES).flatMap(([name, program]) => (existsSync(program) ? [] : [name]));
}
