import { ChartRun } from 'docx/charts';
import { accent, contrastColour } from './style.ts';

/** The balance by year, as agreed and as forecast. Its data are those of an empty template until it is filled. */
export const balanceChart = (tag: string) =>
  new ChartRun({
    type: 'column',
    categories: ['2022/23', '2023/24'],
    series: [
      { name: 'Agreed plan', values: [1, 2], color: accent },
      { name: 'Forecast', values: [1, 2], color: contrastColour },
    ],
    legend: { position: 'top', font: text(11) },
    dataLabels: { value: true, position: 'outsideEnd', numberFormat: '0.0;\u22120.0', font: text(10) },
    gapWidth: 40,
    overlap: 0,
    categoryAxis: { font: text(11) },
    valueAxis: {
      title: { text: 'Deficit, £m', font: { ...text(11), bold: false } },
      numberFormat: '0;\u22120',
      font: text(11),
    },
    font: { name: 'Arial' },
    chartArea: { border: 'none' },
    transformation: { width: 640, height: 300 },
    altText: { name: 'Cumulative balance', description: tag, title: 'Cumulative balance' },
  });

function text(size: number) {
  return { size, color: '000000' };
}
