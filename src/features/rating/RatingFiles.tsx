import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import { csvOfRatings, mergeRatings, ratingsOf, summaryOf } from '../../session/index.ts';
import type { RatingSummary, Session } from '../../session/index.ts';
import { useSession } from '../../session/react.tsx';
import { BUTTON_LOOK, Button, saveFile, useAnnounce } from '../../ui/index.ts';
import { RatingResults } from './RatingResults.tsx';

/** Saves the ratings as CSV, and compares the files of several raters. */
export function RatingFiles(): ReactNode {
  const session = useSession();
  const announce = useAnnounce();
  const input = useId();
  const [merged, setMerged] = useState<RatingSummary | null>(null);
  const [others, setOthers] = useState(0);

  async function exportAll(): Promise<void> {
    const ratings = await allRatings(session);
    saveFile(new Blob([csvOfRatings(ratings)], { type: 'text/csv' }), 'ratings.csv');
    announce(`${sayCount(ratings.length, 'rating')} exported.`);
  }
  async function merge(files: FileList | null): Promise<void> {
    if (files === null || files.length === 0) return;
    const texts = await Promise.all([...files].map(async (file) => file.text()));
    const { ratings, others: left } = mergeRatings(texts);
    setMerged(summaryOf(ratings));
    setOthers(left);
    announce(`${sayCount(ratings.length, 'rating')} read.`);
  }

  return (
    <section aria-label="Files of ratings" className="space-y-3 border-t border-line pt-4">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void exportAll()}>Export the ratings as CSV</Button>
        <label
          htmlFor={input}
          className={`inline-flex h-8 cursor-pointer items-center rounded-lg border px-3 has-focus-visible:outline-2 has-focus-visible:outline-accent ${BUTTON_LOOK.plain}`}
        >
          Merge files of raters
          <input
            id={input}
            type="file"
            accept=".csv,text/csv"
            multiple
            className="sr-only"
            onChange={(event) => void merge(event.target.files)}
          />
        </label>
      </div>
      {merged !== null && <RatingResults summary={merged} />}
      {others > 0 && (
        <p className="text-warn">{sayCount(others, 'row is no rating', 'rows are no ratings')}, and left out.</p>
      )}
    </section>
  );
}

/** The ratings of all runs in memory and in the library. */
async function allRatings({ records, library }: Session): ReturnType<typeof ratingsOf> {
  await library.getState().loaded?.loadAll();
  return ratingsOf(Object.values(records.getState().runs));
}
