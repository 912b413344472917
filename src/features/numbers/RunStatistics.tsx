import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { evidenceOfEntities, evidenceOfTags, referencesOf, ungroundedPronouns } from '../../grounding/scoring.ts';
import type { Evidence } from '../../grounding/scoring.ts';
import { isRunning } from '../../session/index.ts';
import type { ShownRun } from '../../session/index.ts';
import { Cases } from './Cases.tsx';
import { Chart } from './Chart.tsx';
import { GROUPS } from './definitions.ts';
import type { CasesOf } from './definitions.ts';
import { NumberRow } from './NumberRow.tsx';
import { chartOfPlaces, chartsOf, numbersOfRun } from './run-numbers.ts';
import type { RunNumbers } from './run-numbers.ts';
import { sayValue } from './say.ts';
import { useOutput } from './useRun.ts';

/** The statistics of the papers for one run: tables with definitions and cases, and charts. */
export function RunStatistics({ run }: { readonly run: ShownRun }): ReactNode {
  const output = useOutput(run);
  const numbers = useMemo(() => numbersOfRun(run, output.sizes), [run, output]);
  const charts = useMemo(() => [...chartsOf(numbers.summary), chartOfPlaces(numbers.places)], [numbers]);
  return (
    <div className="space-y-5 pb-6">
      {!numbers.hasThought && (
        <p className="text-soft">
          {isRunning(run)
            ? 'The papers’ reader needs the whole thinking, so numbers of the tables appear when the story begins.'
            : 'The papers’ reader finds no <think>…</think>, so all numbers of the tables are empty.'}
        </p>
      )}
      <div className="grid gap-3 @min-[560px]:grid-cols-2">
        {charts.map((data) => (
          <Chart key={data.title} data={data} />
        ))}
      </div>
      <div className="grid items-start gap-x-8 gap-y-5 @min-[760px]:grid-cols-2">
        {GROUPS.map(({ title, note, numbers: all }) => (
          <section key={title} aria-label={title} className="min-w-0">
            <h2 className="font-semibold">{title}</h2>
            {note !== undefined && <p className="mb-1 max-w-[44em] text-[12px] text-soft">{note}</p>}
            <table className="w-full">
              <tbody>
                {all.map(({ label, unit, meaning, source, valueOf, cases }) => (
                  <NumberRow
                    key={label}
                    label={label}
                    values={[sayValue(valueOf(numbers.summary), unit)]}
                    meaning={meaning}
                    source={source}
                  >
                    {cases && <RunCases title={`Cases: ${label}`} run={run} kind={cases} />}
                  </NumberRow>
                ))}
                {title === 'Pronouns' && <PronounRows numbers={numbers} />}
                {title === 'Form' && <ValidatorRows numbers={numbers} />}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </div>
  );
}

function PronounRows({ numbers }: { readonly numbers: RunNumbers }): ReactNode {
  return Object.entries(numbers.summary.pronouns)
    .toSorted(([, a], [, b]) => b.all - a.all)
    .map(([pronoun, { all, grounded, share }]) => (
      <NumberRow
        key={pronoun}
        label={`“${pronoun === 'i' ? 'I' : pronoun}”`}
        values={[`${grounded} of ${all} grounded, ${sayValue(share, '%')}`]}
        meaning="How often this word is all the words of a character’s tag, of all its occurrences in the story."
        source="Words by the list of StoryLens, not by the papers’ tagger."
      />
    ));
}

const VALIDATORS =
  'StoryReasoning (arXiv 2505.10292): the check with which the project accepts texts for its dataset. It stops at the first error.';

function ValidatorRows({ numbers: { cotError, storyError } }: { readonly numbers: RunNumbers }): ReactNode {
  return (
    [
      ['validate_cot', cotError],
      ['validate_story', storyError],
    ] as const
  ).map(([name, error]) => (
    <NumberRow
      key={name}
      label={name}
      values={[error === null ? 'accepts' : 'rejects']}
      meaning={error === null ? 'The validator finds no error.' : `First message: ${error}`}
      source={VALIDATORS}
    />
  ));
}

interface RunCasesProps {
  readonly title: string;
  readonly run: ShownRun;
  readonly kind: CasesOf;
}

/** The cases behind a number of this run. */
function RunCases({ title, run, kind }: RunCasesProps): ReactNode {
  return <Cases title={title} cases={useMemo(() => casesOf(run, kind), [run, kind])} />;
}

function casesOf({ completion, doc }: ShownRun, kind: CasesOf): readonly Evidence[] {
  switch (kind) {
    case 'character images':
      return evidenceOfEntities(completion, 'characters');
    case 'object images':
      return evidenceOfEntities(completion, 'objects');
    case 'ungrounded pronouns':
      return ungroundedPronouns(doc);
    case 'here':
    case 'elsewhere':
    case 'nowhere':
      return referencesOf(doc)
        .filter(({ place }) => place === kind)
        .map(({ text, id, mention, frame }) => ({ text, detail: id, ids: mention.ids, frame, at: mention.at[0] }));
    case 'all':
      return Object.values(evidenceOfTags(completion, doc))
        .flat()
        .toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
    case 'characters':
    case 'objects':
    case 'actions':
    case 'settings':
      return evidenceOfTags(completion, doc)[kind];
  }
}
