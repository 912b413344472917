import { IN_STORY, IN_THINKING, endEarly, endings } from '../helpers/journey-ends.ts';
import { configure, lastPost, picturesOf, rolesOf } from '../helpers/journey-requests.ts';
import { expect, harbour, testOfRuns as test } from '../helpers/journey-test.ts';

// Continue, after every end but “finished”: the request goes on with what is whole of the answer, and what is then on the
// page is what an unbroken run would have brought.

const places = [
  {
    // What looks like a sentence in a table may be a cell.
    place: 'in the thinking, from the last whole line',
    chars: IN_THINKING,
    seam: harbour.indexOf('| char2 | Tom | Boy running'),
    among: endings,
  },
  {
    place: 'in the first sentence of the story, from its line',
    chars: IN_STORY,
    seam: harbour.indexOf('<gdo char1>Ines</gdo> <gda char1>watched'),
    among: endings,
  },
  {
    place: 'in a later sentence of the story, from the last whole one',
    chars: harbour.indexOf(' were early'),
    seam: harbour.indexOf(' <gdo char1 char2>They'),
    among: endings.filter(({ when }) => when === 'the connection breaks'),
  },
];

for (const { place, chars, seam, among } of places) {
  test.describe(place, () => {
    for (const ending of among) {
      test(`${ending.when}, and Continue tells the rest`, async ({ app, replay }) => {
        const { putBack } = await endEarly(app, replay, ending, chars);
        await expect(app.status).toHaveText(ending.status);
        await putBack();
        const broken = lastPost(replay);

        configure(replay, {});
        await app.button('Continue').click();
        await app.done();
        const rest = lastPost(replay);
        expect(rest).not.toBe(broken);
        expect(rolesOf(rest)).toEqual(['system', 'user', 'assistant']);
        expect(rest.body.messages.slice(0, 2)).toEqual(broken.body.messages);
        expect(picturesOf(rest)).toEqual(picturesOf(broken));
        expect(rest.body.messages[2].content).toBe(harbour.slice(0, seam));
        expect(rest.body).toMatchObject({ continue_final_message: true, add_generation_prompt: false });
        const { messages: _, seed, max_tokens: _most, ...others } = broken.body;
        expect(rest.body).toMatchObject(others);
        expect(rest.body.seed).not.toBe(seed);

        await expect(app.page.locator('[data-tag]')).toHaveCount(12);
        await expect(app.page.getByLabel('Facts of the run')).toContainText('Continuedonce');
        await app.expectCompletion(harbour);
      });
    }
  });
}
