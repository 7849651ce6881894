// Two kinds of chart: bars by week, and the funnel of units. Without script the table stands alone.
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  LineChart,
  ScatterChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  SVGRenderer,
]);

interface Row {
  name: string;
  values: number[];
}

function rowsOf(table: HTMLTableElement): Row[] {
  return [...table.querySelectorAll<HTMLTableRowElement>('tbody tr[data-values]')].map((row) => ({
    name: row.querySelector('th')?.textContent?.trim() ?? '',
    values: (row.dataset.values ?? '').split(' ').map(Number),
  }));
}

function headings(table: HTMLTableElement): string[] {
  return [...table.querySelectorAll('thead th')].map((cell) => cell.textContent?.trim() ?? '');
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || '#555';
}

function base(text: string): EChartsCoreOption {
  const family = getComputedStyle(document.body).fontFamily;
  return {
    animation: false,
    textStyle: { fontFamily: family, color: colour('--cv-ink-2') },
    aria: { enabled: true, label: { description: text } },
    grid: { left: 48, right: 16, top: 36, bottom: 32 },
    tooltip: { trigger: 'axis', confine: true },
  };
}

function weeks(rows: Row[], names: string[], text: string): EChartsCoreOption {
  return {
    ...base(text),
    legend: { top: 0, data: [names[1], names[2]] },
    xAxis: { type: 'category', data: rows.map((row) => row.name.slice(0, 5)) },
    yAxis: { type: 'value', minInterval: 1 },
    series: [
      {
        name: names[1],
        type: 'bar',
        barGap: '-100%',
        itemStyle: { color: colour('--cv-line') },
        data: rows.map((row) => row.values[0]),
      },
      {
        name: names[2],
        type: 'bar',
        itemStyle: { color: colour('--cv-late') },
        data: rows.map((row) => row.values[1]),
      },
    ],
  };
}

function funnel(rows: Row[], names: string[], text: string): EChartsCoreOption {
  const line = (place: number, kind: 'solid' | 'dashed') => ({
    type: 'line',
    symbol: 'none',
    silent: true,
    tooltip: { show: false },
    lineStyle: { type: kind, width: 1, color: colour('--cv-ink-3') },
    data: rows.map((row) => [row.values[0], (row.values[place] ?? 0) * 100]),
  });
  return {
    ...base(text),
    tooltip: {
      trigger: 'item',
      confine: true,
      formatter: (at: { dataIndex: number }) => {
        const row = rows[at.dataIndex];
        return row ? `${row.name}: ${((row.values[1] ?? 0) * 100).toFixed(1)} % (n = ${row.values[0]})` : '';
      },
    },
    xAxis: { type: 'value', name: names[1] },
    yAxis: { type: 'value', min: 0, max: 100, name: '%' },
    series: [
      line(2, 'dashed'),
      line(3, 'dashed'),
      line(4, 'solid'),
      line(5, 'solid'),
      { ...line(6, 'solid'), lineStyle: { width: 1, color: colour('--cv-accent') } },
      {
        type: 'scatter',
        symbolSize: 9,
        itemStyle: { color: colour('--cv-info') },
        data: rows.map((row) => ({
          value: [row.values[0], (row.values[1] ?? 0) * 100],
          itemStyle: {
            color: colour((row.values[1] ?? 0) > (row.values[5] ?? 1) ? '--cv-late' : '--cv-info'),
          },
        })),
      },
    ],
  };
}

const kinds = { weeks, funnel };

export function drawAll(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-chart]:not([data-drawn])')) {
    const table = document.getElementById(place.dataset.from ?? '');
    const kind = kinds[place.dataset.chart as keyof typeof kinds];
    if (!(table instanceof HTMLTableElement) || !kind) continue;
    const rows = rowsOf(table);
    if (!rows.length) continue;
    place.dataset.drawn = '1';
    const chart = init(place, null, { renderer: 'svg' });
    chart.setOption(kind(rows, headings(table), place.dataset.text ?? ''));
    new ResizeObserver(() => chart.resize()).observe(place);
  }
}
