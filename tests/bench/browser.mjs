// `npm run bench:browser`: measures the built app in Chromium at 1440x900. In one run three pages stream the same story: a
// floor, which does the least that a page can do; a counter-model, which renders everything again at each token; and the
// app. Then it measures hovers among thousands of mentions, scrolling in long panes, and what saving costs. `-- --help` lists the options.
import { availableParallelism, loadavg } from 'node:os';
import { openBrowser } from './bench-page.mjs';
import { goalsOfHovers, goalsOfLibrary, goalsOfSaving, goalsOfScrolling, goalsOfStreaming } from './goals.mjs';
import { measureHovers, printHovers } from './hover.mjs';
import { measureLibrary, printLibrary } from './library.mjs';
import { readOptions } from './options.mjs';
import { measureSaving, printSaving } from './saving.mjs';
import { measureScrolling, printScrolls } from './scroll.mjs';
import { openSite } from './site.mjs';
import { streamAll } from './stream-all.mjs';

const options = readOptions(process.argv.slice(2));
if (options !== null) await run(options);

/** @param {import('./options.mjs').Options} chosen */
async function run(chosen) {
  const [load = 0] = loadavg();
  console.log(
    `${availableParallelism()} processors with a load of ${load.toFixed(1)}: other programs make the results worse.`,
  );
  const site = await openSite();
  const browser = await openBrowser();
  const goals = [];
  if (chosen.parts.includes('streaming')) goals.push(...goalsOfStreaming(await streamAll(browser, site, chosen)));
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
  if (chosen.parts.includes('library')) {
    const library = await measureLibrary(browser, site.base);
    printLibrary(library);
    goals.push(...goalsOfLibrary(library));
  }
  if (chosen.parts.includes('saving')) {
    const savings = await measureSaving(browser, site.base, chosen.seconds);
    printSaving(savings);
    goals.push(...goalsOfSaving(savings));
  }
  console.log('\nGoals');
  for (const { wanted, measured, met } of goals) console.log(`  ${met ? 'met   ' : 'missed'}  ${wanted}: ${measured}`);
  await browser.close();
  site.close();
}
