import { IN_STORY, PLACES, endings } from '../fixtures/early-ends.ts';
import { named } from '../fixtures/named.ts';
import { endEarly } from '../helpers/journey-ends.ts';
import { configure, lastPost, picturesOf, rolesOf } from '../helpers/journey-requests.ts';
import { expect, harbour, testOfRuns as test } from '../helpers/journey-test.ts';

// Continue after an early end, at each kind of place: the request keeps the whole lines and sentences of the answer, and the
// page ends with the same story as an uninterrupted run. tests/app/early-ends.test.ts has all early ends.

const [LOST, ...OTHERS] = named(endings, 'the connection breaks', 'length, by Max tokens', 'the user presses Stop');

for (const { place, chars, continuesAt } of PLACES) {
  test.describe(`an answer that ends ${place}`, () => {
    for (const ending of chars === IN_STORY ? [LOST!, ...OTHERS] : [LOST!]) {
      test(`is completed by Continue: ${ending.when}`, async ({ app, replay }) => {
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
        expect(rest.body.messages[2].content).toBe(harbour.slice(0, continuesAt));
        expect(rest.body).toMatchObject({ continue_final_message: true, add_generation_prompt: false });
        const { messages: _, seed, max_tokens: _most, ...others } = broken.body;
        expect(rest.body).toMatchObject(others);
        expect(rest.body.seed).not.toBe(seed);

        await expect(app.page.locator('[data-tag]')).toHaveCount(12);
        await expect(app.page.getByLabel('Run facts')).toContainText('Continuedonce');
        await app.expectCompletion(harbour);
      });
    }
  });
}
