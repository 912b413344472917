import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import type { Agreement, RatingSummary } from '../../session/index.ts';

/** The means of the ratings by model, and how much the raters agree. */
export function RatingResults({ summary }: { readonly summary: RatingSummary }): ReactNode {
  const { raters, models } = summary;
  return (
    <div className="space-y-3 tabular-nums">
      <p className="text-soft">
        {sayCount(raters.length, 'rater')}: {raters.map((name) => (name === '' ? 'without a name' : name)).join(', ')}
      </p>
      <table className="w-full">
        <thead>
          <tr className="text-left text-soft">
            {['Model', 'Stories', 'Invented per story', 'Description', 'Creativity'].map((heading) => (
              <th key={heading} scope="col" className="pr-3 font-normal">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {models.map(({ model, outputs, invented, description, creativity }) => (
            <tr key={model} className="border-t border-line">
              <th scope="row" className="pr-3 text-left font-normal">
                {model}
              </th>
              <td>{outputs}</td>
              {[invented, description, creativity].map((value, i) => (
                <td key={i}>{value === null ? '–' : value.toFixed(2)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <table className="w-full">
        <thead>
          <tr className="text-left text-soft">
            {['Agreement', 'Krippendorff’s α', 'Rated by two or more'].map((heading) => (
              <th key={heading} scope="col" className="pr-3 font-normal">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <AgreementRow name="Verdicts (nominal)" agreement={summary.verdicts} />
          <AgreementRow name="Description (ordinal)" agreement={summary.description} />
          <AgreementRow name="Creativity (ordinal)" agreement={summary.creativity} />
        </tbody>
      </table>
      <p className="text-soft">
        1 is full agreement, 0 is chance (K. Krippendorff, “Computing Krippendorff’s Alpha-Reliability”, 2011). There is
        no value if no two raters judged the same thing, or if all ratings are the same.
      </p>
    </div>
  );
}

function AgreementRow({ name, agreement }: { readonly name: string; readonly agreement: Agreement }): ReactNode {
  const { alpha, units } = agreement;
  return (
    <tr className="border-t border-line">
      <th scope="row" className="pr-3 text-left font-normal">
        {name}
      </th>
      <td>{alpha === null ? '–' : alpha.toFixed(3)}</td>
      <td>{units}</td>
    </tr>
  );
}
