import type { ReactNode } from 'react';
import { PUBLISHED } from '../../grounding/scoring.ts';
import type { ModelNumbers, PublishedRow } from '../../grounding/scoring.ts';
import { GROUPS } from './definitions.ts';
import { NumberRow } from './NumberRow.tsx';
import { sayValue } from './say.ts';

/** What the papers published of the statistics, by the label of its number. */
const PUBLISHED_NUMBERS: Readonly<Record<string, (row: PublishedRow) => number>> = {
  'Characters in 5 or more images': ({ characters5 }) => characters5,
  'Objects in 5 or more images': ({ objects5 }) => objects5,
  'Well-structured': ({ wellStructured }) => wellStructured,
};

/** The statistics of the models beside each other and beside what was published: means per story. */
export function ModelStatistics({ models }: { readonly models: readonly ModelNumbers[] }): ReactNode {
  return (
    <div role="region" aria-label="Statistics of the models" tabIndex={0} className="overflow-x-auto">
      <table className="w-full min-w-[640px]">
        <thead className="text-[12px] text-soft">
          <tr>
            <th scope="col" className="text-left font-normal">
              Mean per story
            </th>
            {models.map(({ name, outputs }) => (
              <th key={name} scope="col" className="pl-4 text-right font-normal">
                {name} ({outputs})
              </th>
            ))}
            {PUBLISHED.map(({ name }) => (
              <th key={name} scope="col" className="pl-4 text-right font-normal">
                {name} (published)
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {GROUPS.flatMap(({ numbers }) => numbers).map(({ label, unit, meaning, source, valueOf }) => (
            <NumberRow
              key={label}
              label={label}
              values={[
                ...models.map(({ statistics }) => sayValue(valueOf(statistics), unit)),
                ...PUBLISHED.map((row) => sayValue(PUBLISHED_NUMBERS[label]?.(row) ?? null, unit)),
              ]}
              meaning={meaning}
              source={source}
            />
          ))}
          {(['validCot', 'validStory'] as const).map((key) => (
            <NumberRow
              key={key}
              label={key === 'validCot' ? 'Accepted by validate_cot' : 'Accepted by validate_story'}
              values={[...models.map(({ statistics }) => sayValue(statistics[key], '%')), ...PUBLISHED.map(() => '–')]}
              meaning="Outputs that the validator of the project accepts. The tab “This run” shows its first message."
              source="StoryReasoning (arXiv 2505.10292): the check with which the project accepts texts for its dataset."
            />
          ))}
          <NumberRow
            label="Boxes that only the tolerant parser finds"
            values={[
              ...models.map(({ statistics }) => sayValue(statistics.tolerantOnlyBoxes, 'count')),
              ...PUBLISHED.map(() => '–'),
            ]}
            meaning="Boxes of all outputs together that the papers’ strict reader does not see."
            source="StoryLens."
          />
        </tbody>
      </table>
    </div>
  );
}
