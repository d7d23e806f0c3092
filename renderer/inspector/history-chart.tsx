import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import { useTheme } from '../ui/use-theme';
import styles from './charts.module.css';

interface HistoryChartProps {
  readonly label: string;
  readonly seconds: readonly number[];
  /** Undefined is a gap. */
  readonly values: readonly (number | undefined)[];
  /** The token that its line is drawn in. */
  readonly colour: string;
  /** The axis goes at least up to this. */
  readonly least: number;
}

const HEIGHT = 44;

/** One line over time, drawn by uPlot, which comes only when it is needed. */
export function HistoryChart({ label, seconds, values, colour, least }: HistoryChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const draw = useRef<Chart['draw'] | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours to read
  useEffect(() => {
    const element = holder.current;
    // Without a layout (in tests) there is nothing to draw on.
    if (element === null || element.clientWidth === 0) return undefined;
    let undo: (() => void) | undefined;
    let ended = false;
    void createChart(element, colour, least).then((chart) => {
      if (ended) return chart.end();
      undo = chart.end;
      draw.current = chart.draw;
      chart.draw(seconds, values);
    });
    return () => {
      ended = true;
      draw.current = undefined;
      undo?.();
    };
  }, [colour, least, theme]);
  useEffect(() => draw.current?.(seconds, values), [seconds, values]);
  return <div ref={holder} role="img" aria-label={label} className={styles.chart} style={{ height: HEIGHT }} />;
}

interface Chart {
  draw(seconds: HistoryChartProps['seconds'], values: HistoryChartProps['values']): void;
  end(): void;
}

async function createChart(element: HTMLElement, colour: string, least: number): Promise<Chart> {
  const { default: UPlot } = await import('uplot');
  const stroke = getComputedStyle(element).getPropertyValue(colour).trim();
  const size = () => ({ width: element.clientWidth, height: HEIGHT });
  const plot = new UPlot(
    {
      ...size(),
      padding: [2, 0, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: { y: { range: (_plot, _min, max) => [0, Math.max(least, (max ?? 0) * 1.1)] } },
      axes: [{ show: false }, { show: false }],
      series: [{}, { stroke, fill: `${stroke}22`, width: 1.5, points: { show: false } }],
    },
    [[], []],
    element,
  );
  const resizes = new ResizeObserver(() => plot.setSize(size()));
  resizes.observe(element);
  return {
    draw: (seconds, values) => plot.setData([[...seconds], values.map((value) => value ?? null)]),
    end: () => {
      resizes.disconnect();
      plot.destroy();
    },
  };
}
