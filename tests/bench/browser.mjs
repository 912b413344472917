// `npm run bench:browser`: what the built app costs where it is felt, in Chromium at 1440x900. In one run three pages are
// told the same story: a floor, which does the least a page can; a counter-model, which makes all anew at each token; and
// the app. Then hovers among thousands of mentions, and what is long is scrolled. `-- --help` lists the options.
import { availableParallelism, loadavg } from 'node:os';
import { openBrowser } from './bench-page.mjs';
import { goalsOfHovers, goalsOfScrolling, goalsOfTelling } from './goals.mjs';
import { measureHovers, printHovers } from './hover.mjs';
import { readOptions } from './options.mjs';
import { measureScrolling, printScrolls } from './scroll.mjs';
import { openSite } from './site.mjs';
import { tellAll } from './stream-all.mjs';

const options = readOptions(process.argv.slice(2));
if (options !== null) await run(options);

/** @param {import('./options.mjs').Options} chosen */
async function run(chosen) {
  const [load = 0] = loadavg();
  console.log(
    `${availableParallelism()} processors with a load of ${load.toFixed(1)}: all that runs beside this costs time.`,
  );
  const site = await openSite();
  const browser = await openBrowser();
  const goals = [];
  if (chosen.parts.includes('telling')) goals.push(...goalsOfTelling(await tellAll(browser, site, chosen)));
  if (chosen.parts.includes('hover')) {
    const hovers = await measureHovers(browser, site.base);
    printHovers(hovers);
    goals.push(...goalsOfHovers(hovers));
  }
  if (chosen.parts.includes('scroll')) {
    const scrolls = await measureScrolling(browser, site.base);
    printScrolls(scrolls);
    goals.push(...goalsOfScrolling(scrolls));
  }
  console.log('\nGoals');
  for (const { wanted, measured, met } of goals) console.log(`  ${met ? 'met   ' : 'missed'}  ${wanted}: ${measured}`);
  await browser.close();
  site.close();
}
