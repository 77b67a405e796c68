import { ChartRun } from 'docx/charts';
import { accent, contrastColour } from './style.ts';

/** Colours of series, apart from each other in greyscale. */
const colours = [accent, contrastColour, '5E7FA8', 'E8D3A8'];

/** Columns side by side. The data are those of an empty template until it is filled. */
export const columnChart = (
  tag: string,
  name: string,
  axis: string,
  series: readonly string[],
  { format = '0.0', height = 300, label = 10, scale = {} as { gridlines?: boolean; minimum?: number } } = {},
) =>
  new ChartRun({
    type: 'column',
    categories: ['2022/23', '2023/24'],
    series: series.map((title, i) => ({ name: title, values: [1, 2], color: colours[i] ?? accent })),
    legend: { position: 'top', font: text(11) },
    dataLabels: {
      value: true,
      position: 'outsideEnd',
      numberFormat: `${format};\u2212${format}`,
      font: text(label),
    },
    gapWidth: label < 10 ? 45 : 40,
    overlap: 0,
    categoryAxis: { font: text(11) },
    valueAxis: {
      title: { text: axis, font: { ...text(11), bold: false } },
      numberFormat: format.includes(',') ? format : '0;\u22120',
      ...scale,
      font: text(11),
    },
    font: { name: 'Arial' },
    chartArea: { border: 'none' },
    transformation: { width: 640, height },
    altText: { name, description: tag, title: name },
  });

function text(size: number) {
  return { size, color: '000000' };
}
