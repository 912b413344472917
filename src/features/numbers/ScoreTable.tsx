import type { ReactNode } from 'react';
import { COLUMNS } from '../../grounding/scoring.ts';
import type { StoryComparison } from './compare.ts';
import { COLUMN_TITLES } from './model-rows.ts';
import { NumberRow } from './NumberRow.tsx';
import type { ChosenNumber } from './ReferenceView.tsx';
import { sayValue } from './say.ts';
import { SCORE_DEFINITIONS, TEXT_DEFINITIONS } from './score-definitions.ts';

interface Props {
  readonly comparison: StoryComparison;
  readonly chosen: ChosenNumber | null;
  readonly onChoose: (chosen: ChosenNumber | null) => void;
}

/**
 * The scores in the columns that belong together: as in the paper, with frames compared, and both over the answered
 * outputs. Each score is a button that lists its boxes.
 */
export function ScoreTable({ comparison: { scores, detections, text }, chosen, onChoose }: Props): ReactNode {
  if (scores === null) return null;
  const isAnswered = detections.length > 0;
  return (
    <div className="overflow-x-auto">
      <table aria-label="Scores" className="w-full min-w-[460px]">
        <thead className="text-[12px] text-soft">
          <tr>
            <th scope="col" rowSpan={2} className="text-left align-bottom font-normal">
              Score
            </th>
            {['all outputs (1)', isAnswered ? 'answered (1 of 1)' : 'answered (0 of 1)'].map((title) => (
              <th key={title} scope="colgroup" colSpan={2} className="pl-4 text-right font-normal">
                {title}
              </th>
            ))}
          </tr>
          <tr>
            {[0, 1].flatMap((group) =>
              COLUMNS.map((column) => (
                <th key={`${group} ${column}`} scope="col" className="pl-4 text-right align-bottom font-normal">
                  {COLUMN_TITLES[column]}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {SCORE_DEFINITIONS.map((definition) => {
            const { key, label, meaning, source } = definition;
            const values = ['', ' (answered)'].flatMap((group) =>
              COLUMNS.map((column) => {
                const value = sayValue(scores[column][key], 'score');
                if (group !== '' && !isAnswered) return '–';
                return (
                  <button
                    key={`${column}${group}`}
                    type="button"
                    aria-pressed={group === '' && chosen?.definition.key === key && chosen.column === column}
                    aria-label={`${label}, ${COLUMN_TITLES[column]}${group}: ${value}, list its boxes`}
                    className="min-h-6 rounded px-1 underline decoration-edge decoration-dotted underline-offset-2 hover:text-accent aria-pressed:bg-accent aria-pressed:text-accent-ink"
                    onClick={() => onChoose({ definition, column })}
                  >
                    {value}
                  </button>
                );
              }),
            );
            return <NumberRow key={key} label={label} values={values} meaning={meaning} source={source} />;
          })}
          {TEXT_DEFINITIONS.map(({ label, meaning, source }, i) => (
            <NumberRow
              key={label}
              label={label}
              values={[sayValue(text[i] ?? null, 'score'), '', '', '']}
              meaning={meaning}
              source={source}
            />
          ))}
        </tbody>
      </table>
      <p className="mt-1 max-w-[44em] text-[12px] text-soft">
        “As in the paper” pools the boxes of all frames, as the papers’ evaluator does. “Answered” leaves out outputs
        without a box that it reads, because their precision is 1.
      </p>
    </div>
  );
}
