import type { ReactNode, SVGProps } from 'react';
import type { ChartData } from './chart.ts';

// What a chart draws. Its colours are the theme's variables, so a change of the theme renders nothing.

/** The area of the marks, in CSS pixels of the drawing, and the value at its top. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly most: number;
}

interface Look {
  readonly line: SVGProps<SVGLineElement>;
  /** The fill of a bar; the patterns have the ID of their chart. */
  readonly fill: (id: string) => SVGProps<SVGRectElement>;
}

/** Solid, dashed or hatched, and dotted: colour is never the only difference between two series. */
export const LOOKS: readonly Look[] = [
  { line: { stroke: 'var(--accent)' }, fill: () => ({ fill: 'var(--accent)' }) },
  {
    line: { stroke: 'var(--warn)', strokeDasharray: '6 3' },
    fill: (id) => ({ fill: `url(#${id}-1)`, stroke: 'var(--warn)' }),
  },
  {
    line: { stroke: 'var(--bad)', strokeDasharray: '2 3' },
    fill: (id) => ({ fill: `url(#${id}-2)`, stroke: 'var(--bad)' }),
  },
];

export function Patterns({ id }: { readonly id: string }): ReactNode {
  return (
    <defs>
      <pattern id={`${id}-1`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="1" x2="1" y1="0" y2="5" stroke="var(--warn)" strokeWidth="2" />
      </pattern>
      <pattern id={`${id}-2`} width="5" height="5" patternUnits="userSpaceOnUse">
        <circle cx="2.5" cy="2.5" r="1.3" fill="var(--bad)" />
      </pattern>
    </defs>
  );
}

interface MarksProps {
  readonly data: ChartData;
  readonly frame: Frame;
}

const heightOf = (value: number, { top, bottom, most }: Frame): number => (value / most) * (bottom - top);

/** One line for each series, with a dot at each value. */
export function Lines({ data: { series, categories }, frame }: MarksProps): ReactNode {
  const step = (frame.right - frame.left) / Math.max(1, categories.length);
  return series.map(({ name, values }, s) => {
    const points = values.flatMap((value, i) =>
      value === null ? [] : [{ x: frame.left + (i + 0.5) * step, y: frame.bottom - heightOf(value, frame) }],
    );
    const { stroke, strokeDasharray } = LOOKS[s]?.line ?? {};
    return (
      <g key={name} aria-hidden>
        <polyline
          points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
          fill="none"
          stroke={stroke}
          strokeWidth="2"
          strokeDasharray={strokeDasharray}
        />
        {points.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r="2.5" fill={stroke} />
        ))}
      </g>
    );
  });
}

/** One bar for each category: the parts of a stack above each other, else beside each other. */
export function Columns({ data, frame, pattern }: MarksProps & { readonly pattern: string }): ReactNode {
  const { series, categories, shape } = data;
  const step = (frame.right - frame.left) / Math.max(1, categories.length);
  const isStack = shape === 'stack';
  const width = (Math.min(step, 64) * 0.7) / (isStack ? 1 : series.length);
  return categories.map((category, i) => {
    const begin = frame.left + (i + 0.5) * step - (width * (isStack ? 1 : series.length)) / 2;
    let base = frame.bottom;
    return (
      <g key={category} aria-hidden>
        {series.map(({ name, values }, s) => {
          const height = heightOf(values[i] ?? 0, frame);
          const y = (isStack ? base : frame.bottom) - height;
          base = y;
          const x = begin + (isStack ? 0 : s * width);
          return (
            height > 0 && <rect key={name} x={x} y={y} width={width} height={height} {...LOOKS[s]?.fill(pattern)} />
          );
        })}
      </g>
    );
  });
}
