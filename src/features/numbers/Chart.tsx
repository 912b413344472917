import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { nextInRow, useSize, useTabStop } from '../../ui/index.ts';
import { sayCategory, topOf } from './chart.ts';
import type { ChartData } from './chart.ts';
import { Columns, Lines, LOOKS, Patterns } from './Marks.tsx';
import type { Frame } from './Marks.tsx';
import { sayValue } from './say.ts';

const HEIGHT = 132;
const MARGIN = { left: 34, right: 6, top: 8, bottom: 20 };

/** A chart with a legend, whose values can be read by pointer, by arrow keys and as a table. */
export function Chart({ data }: { readonly data: ChartData }): ReactNode {
  const [measure, size] = useSize();
  const [read, setRead] = useState<number | null>(null);
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const { title, series, categories } = data;
  const frame: Frame = {
    left: MARGIN.left,
    right: Math.max(MARGIN.left + 1, (size?.width ?? 480) - MARGIN.right),
    top: MARGIN.top,
    bottom: HEIGHT - MARGIN.bottom,
    most: topOf(data),
  };
  return (
    <figure aria-labelledby={id} className="min-w-0 rounded-lg border border-line bg-sheet px-3 pt-2 pb-2.5">
      <figcaption className="flex items-baseline gap-2">
        <h2 id={id} className="min-w-0 flex-1 font-semibold">
          {title}
        </h2>
        <button
          type="button"
          aria-pressed={asTable}
          aria-label={`${title} as a table`}
          className="min-h-6 flex-none rounded text-[12px] text-soft hover:text-ink aria-pressed:text-accent"
          onClick={() => setAsTable(!asTable)}
        >
          Table
        </button>
      </figcaption>
      <div ref={measure} />
      {asTable ? (
        <ChartTable data={data} />
      ) : (
        <>
          <Drawing data={data} frame={frame} pattern={id} onRead={setRead} />
          <p className="min-h-[18px] text-[12px] text-soft tabular-nums" aria-hidden>
            {read === null ? '' : sayCategory(data, read)}
          </p>
          <ul aria-label="Legend" className="flex flex-wrap gap-x-3.5 text-[12px] text-soft">
            {series.map(({ name }, i) => (
              <li key={name} className="flex items-center gap-1.5">
                <svg width="16" height="10" aria-hidden>
                  {data.shape === 'line' ? (
                    <line x1="0" x2="16" y1="5" y2="5" {...LOOKS[i]?.line} strokeWidth="2" />
                  ) : (
                    <rect width="16" height="10" rx="2" {...LOOKS[i]?.fill(id)} />
                  )}
                </svg>
                {name}
              </li>
            ))}
          </ul>
        </>
      )}
      <details className="mt-1 text-[12px] text-soft">
        <summary className="w-fit rounded">Definition</summary>
        <p className="mt-0.5 text-ink">{data.meaning}</p>
        <p>Source: {data.source}</p>
      </details>
      {categories.length === 0 && <p className="text-soft">Nothing to draw yet.</p>}
    </figure>
  );
}

interface DrawingProps {
  readonly data: ChartData;
  readonly frame: Frame;
  readonly pattern: string;
  /** Called with the index of the category under the pointer or with the focus; null if there is none. */
  readonly onRead: (index: number | null) => void;
}

/** The arrow keys move through the categories; each has its values as its name. */
function Drawing({ data, frame, pattern, onRead }: DrawingProps): ReactNode {
  const svg = useRef<SVGSVGElement>(null);
  const list = svg as unknown as { readonly current: HTMLElement | null };
  useTabStop(list, { item: '[data-category]' });
  const { categories, unit, shape } = data;
  const step = (frame.right - frame.left) / Math.max(1, categories.length);
  // A label needs 26 pixels, or 84 for the name of a phase.
  const room = categories.some((name) => name.length > 3) ? 84 : 26;
  const every = Math.max(1, Math.ceil(room / step));
  function move(event: KeyboardEvent<SVGSVGElement>): void {
    const items = [...(svg.current?.querySelectorAll<SVGElement>('[data-category]') ?? [])];
    const to = nextInRow(event.key, items.indexOf(event.target as SVGElement), items.length, 'stop');
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    items[to]?.focus();
  }
  return (
    <svg
      ref={svg}
      role="group"
      aria-label={`${data.title}: ${categories.length} values, read with the arrow keys`}
      className="block w-full"
      height={HEIGHT}
      onKeyDown={move}
      onPointerLeave={() => onRead(null)}
    >
      <Patterns id={pattern} />
      <g aria-hidden className="fill-soft text-[11px]">
        {[0, 0.5, 1].map((share) => {
          const y = frame.bottom - share * (frame.bottom - frame.top);
          return (
            <g key={share}>
              <line x1={frame.left} x2={frame.right} y1={y} y2={y} stroke="var(--line)" />
              <text x={frame.left - 5} y={y + 4} textAnchor="end">
                {sayValue(share * frame.most, unit === '%' ? 'count' : unit)}
              </text>
            </g>
          );
        })}
        {categories.map(
          (name, i) =>
            i % every === 0 && (
              <text key={name} x={frame.left + (i + 0.5) * step} y={HEIGHT - 5} textAnchor="middle">
                {name}
              </text>
            ),
        )}
      </g>
      {shape === 'line' ? <Lines data={data} frame={frame} /> : <Columns data={data} frame={frame} pattern={pattern} />}
      {categories.map((name, i) => (
        <rect
          key={name}
          role="img"
          aria-label={sayCategory(data, i)}
          tabIndex={-1}
          data-category={i}
          x={frame.left + i * step}
          y={frame.top}
          width={step}
          height={frame.bottom - frame.top}
          className="fill-transparent outline-none hover:fill-ink/6 focus-visible:fill-ink/8 focus-visible:stroke-accent focus-visible:stroke-2"
          onPointerEnter={() => onRead(i)}
          onFocus={() => onRead(i)}
          onBlur={() => onRead(null)}
        />
      ))}
    </svg>
  );
}

function ChartTable({ data: { title, axis, categories, series, unit } }: { readonly data: ChartData }): ReactNode {
  return (
    <div className="mt-1 max-h-[180px] overflow-y-auto" role="region" aria-label={`${title}, table`} tabIndex={0}>
      <table className="w-full text-right tabular-nums">
        <thead className="sticky top-0 bg-sheet text-[12px] text-soft">
          <tr>
            <th scope="col" className="text-left font-normal">
              {axis}
            </th>
            {series.map(({ name }) => (
              <th key={name} scope="col" className="pl-3 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category, i) => (
            <tr key={category} className="border-t border-line">
              <th scope="row" className="text-left font-normal">
                {category}
              </th>
              {series.map(({ name, values }) => (
                <td key={name} className="pl-3">
                  {sayValue(values[i] ?? null, unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
