import {
  childOf,
  childrenNamed,
  descendants,
  escapeAttribute,
  escapeText,
  isElement,
  textOf,
  valOf,
  type XmlElement,
} from '../../ooxml/xml/tree.ts';

/** Charts of columns, bars and lines, drawn from the data that the chart keeps. Others are described in words. */

interface Series {
  name: string;
  colour: string;
  values: Array<number | undefined>;
  isLine: boolean;
}

interface Chart {
  categories: string[];
  series: Series[];
  isSideways: boolean;
  isStacked: boolean;
  axisTitle: string;
  /** How many decimals the labels have; undefined without labels. */
  decimals: number | undefined;
}

/** Apart in greyscale too. */
const colours = ['#1F3A5F', '#C2700A', '#5B6B7D', '#2E7D32', '#8E3B8E', '#B00020'];

/** Undefined for kinds that are not drawn here. */
export function chartSvg(
  root: XmlElement,
  { width, height }: { width: number; height: number },
  words: string,
): string | undefined {
  const chart = readChart(root);
  if (!chart || width < 1 || height < 1) return undefined;
  const legend = legendSvg(chart, width);
  const area = { left: 56, top: 14 + legend.height, right: width - 12, bottom: height - 34 };
  const plot = chart.isSideways ? barsSvg(chart, { ...area, left: 150 }) : columnsSvg(chart, area);
  return `<svg class="chart" role="img" aria-label="${escapeAttribute(words)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-size="12">${legend.svg}${plot}</svg>`;
}

function readChart(root: XmlElement): Chart | undefined {
  const [plot] = descendants(root, 'c:plotArea');
  const kinds = (plot?.children ?? []).filter(
    (child): child is XmlElement => isElement(child) && /^c:\w+Chart$/.test(child.name),
  );
  if (kinds.length === 0 || kinds.some(({ name }) => !/^c:(bar|line)Chart$/.test(name))) return undefined;
  const all = kinds.flatMap((kind) =>
    childrenNamed(kind, 'c:ser').map((series) => ({ series, isLine: kind.name === 'c:lineChart' })),
  );
  const [first] = all;
  if (!first) return undefined;
  const bars = kinds.find(({ name }) => name === 'c:barChart');
  const [labels] = descendants(first.series, 'c:dLbls');
  const shown = labels && valOfChart(childOf(labels, 'c:showVal')) === '1';
  const format = childOf(labels, 'c:numFmt')?.attributes.formatCode ?? '0.0';
  const title = childOf(descendants(plot, 'c:valAx')[0], 'c:title');
  return {
    categories: pointsOf(childOf(first.series, 'c:cat')).map((one) => one ?? ''),
    series: all.map(({ series, isLine }, i) => readSeries(series, isLine, i)),
    isSideways: valOfChart(childOf(bars, 'c:barDir')) === 'bar',
    isStacked: /stacked/i.test(valOfChart(childOf(bars, 'c:grouping')) ?? ''),
    axisTitle: title ? textOf(title).trim() : '',
    decimals: shown ? (/^[#,0]*0\.(0+)/.exec(format)?.[1]?.length ?? 0) : undefined,
  };
}

const valOfChart = (element: XmlElement | undefined) => element?.attributes.val ?? valOf(element);

function readSeries(series: XmlElement, isLine: boolean, index: number): Series {
  const [fill] = descendants(childOf(series, 'c:spPr') ?? series, 'a:srgbClr');
  const given = fill?.attributes.val ?? '';
  return {
    name: pointsOf(childOf(series, 'c:tx'))[0] ?? '',
    colour: /^[0-9a-f]{6}$/i.test(given) ? `#${given}` : (colours[index % colours.length] as string),
    values: pointsOf(childOf(series, 'c:val')).map((text) => (text === undefined ? undefined : Number(text))),
    isLine,
  };
}

/** The points of a cache, by their numbers: one that is empty is not in it. */
function pointsOf(data: XmlElement | undefined): Array<string | undefined> {
  const count = Number(descendants(data, 'c:ptCount')[0]?.attributes.val ?? 0);
  const points = new Map(
    descendants(data, 'c:pt').map((point) => [
      Number(point.attributes.idx),
      textOf(childOf(point, 'c:v') ?? point),
    ]),
  );
  return Array.from({ length: Math.min(count, 1000) }, (_, i) => points.get(i));
}

function legendSvg({ series }: Chart, width: number): { svg: string; height: number } {
  if (series.length < 2) return { svg: '', height: 0 };
  let [x, y] = [56, 14];
  const items = series.map(({ name, colour }) => {
    const wide = 26 + name.length * 7;
    if (x + wide > width && x > 56) [x, y] = [56, y + 18];
    const item = `<rect x="${x}" y="${y - 9}" width="10" height="10" fill="${colour}"/><text x="${x + 15}" y="${y}">${escapeText(name)}</text>`;
    x += wide;
    return item;
  });
  return { svg: items.join(''), height: y + 4 };
}

interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Round numbers between which all values are, and the step of the lines between. */
function scaleOf({ series, isStacked, categories }: Chart): { low: number; high: number; step: number } {
  const sums = categories.map((_, i) => series.map(({ values }) => values[i] ?? 0));
  const ends = isStacked
    ? sums.flatMap((of) =>
        [of.filter((v) => v > 0), of.filter((v) => v < 0)].map((v) => v.reduce((a, b) => a + b, 0)),
      )
    : sums.flat();
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  // Of what is nearly nothing no line can be told from the next.
  const rough = Math.max(most - least, 1e-6) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  return { low: Math.floor(least / step) * step, high: Math.ceil(most / step) * step || step, step };
}

const plain = (value: number, decimals = 0) =>
  value
    .toFixed(decimals)
    .replace(/^-(?=0(\.0*)?$)/, '')
    .replace('-', '−');
const at = (value: number) => value.toFixed(1);

function linesOf(chart: Chart) {
  const { low, high, step } = scaleOf(chart);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const count = Math.round((high - low) / step);
  return Array.from({ length: count + 1 }, (_, i) => low + i * step).map((value) => ({
    value,
    text: plain(value, decimals),
  }));
}

function columnsSvg(chart: Chart, { left, top, right, bottom }: Area): string {
  const { categories, axisTitle } = chart;
  const { low, high } = scaleOf(chart);
  const y = (value: number) => bottom - ((value - low) / (high - low)) * (bottom - top);
  const lines = linesOf(chart).map(
    ({ value, text }) =>
      `<path d="M${left} ${at(y(value))}H${right}" stroke="#D9D9D9"/><text x="${left - 6}" y="${at(y(value) + 4)}" text-anchor="end">${text}</text>`,
  );
  const slot = (right - left) / Math.max(1, categories.length);
  const names = categories.map(
    (name, i) =>
      `<text x="${at(left + slot * (i + 0.5))}" y="${bottom + 18}" text-anchor="middle">${escapeText(name)}</text>`,
  );
  const title = axisTitle
    ? `<text transform="translate(12 ${at((top + bottom) / 2)}) rotate(-90)" text-anchor="middle">${escapeText(axisTitle)}</text>`
    : '';
  const bars = rectangles(chart).map(({ series, category, from, to, share, label }) => {
    const x = left + slot * (category + 0.14 + share.start * 0.72);
    const [a, b] = [y(from), y(to)];
    const rect = `<rect x="${at(x)}" y="${at(Math.min(a, b))}" width="${at(slot * 0.72 * share.size)}" height="${at(Math.abs(a - b))}" fill="${series.colour}"/>`;
    const words = `<text x="${at(x + slot * 0.36 * share.size)}" y="${at(Math.min(a, b) - 3)}" text-anchor="middle" font-size="10">${label}</text>`;
    return label ? rect + words : rect;
  });
  const points = (values: Series['values']) =>
    values.flatMap((value, i) =>
      value === undefined ? [] : [`${at(left + slot * (i + 0.5))} ${at(y(value))}`],
    );
  const paths = chart.series
    .filter(({ isLine }) => isLine)
    .map(
      ({ colour, values }) =>
        `<path d="M${points(values).join('L')}" fill="none" stroke="${colour}" stroke-width="2.5"/>`,
    );
  return [...lines, title, ...bars, ...paths, ...names].join('');
}

function barsSvg(chart: Chart, { left, top, right, bottom }: Area): string {
  const { low, high } = scaleOf(chart);
  const x = (value: number) => left + ((value - low) / (high - low)) * (right - left);
  const lines = linesOf(chart).map(
    ({ value, text }) =>
      `<path d="M${at(x(value))} ${top}V${bottom}" stroke="#D9D9D9"/><text x="${at(x(value))}" y="${bottom + 16}" text-anchor="middle">${text}</text>`,
  );
  const slot = (bottom - top) / Math.max(1, chart.categories.length);
  const names = chart.categories.map(
    (name, i) =>
      `<text x="${left - 6}" y="${at(top + slot * (i + 0.5) + 4)}" text-anchor="end">${escapeText(name)}</text>`,
  );
  const bars = rectangles(chart).map(({ series, category, from, to, share, label }) => {
    const y = top + slot * (category + 0.14 + share.start * 0.72);
    const [a, b] = [x(from), x(to)];
    const rect = `<rect x="${at(Math.min(a, b))}" y="${at(y)}" width="${at(Math.abs(a - b))}" height="${at(slot * 0.72 * share.size)}" fill="${series.colour}"/>`;
    const words = `<text x="${at(Math.max(a, b) + 3)}" y="${at(y + slot * 0.36 * share.size + 4)}" font-size="10">${label}</text>`;
    return label ? rect + words : rect;
  });
  return [...lines, ...bars, ...names].join('');
}

/** The rectangle of each value: between which values it lies, and its share of the room of its category. */
function rectangles({ series: all, isStacked, categories, decimals }: Chart) {
  const series = all.filter(({ isLine }) => !isLine);
  return categories.flatMap((_, category) => {
    const ends = { up: 0, down: 0 };
    return series.flatMap((one, i) => {
      const value = one.values[category];
      if (value === undefined || Number.isNaN(value)) return [];
      const side = value < 0 ? 'down' : 'up';
      const from = isStacked ? ends[side] : 0;
      ends[side] = from + value;
      const share = isStacked ? { start: 0, size: 1 } : { start: i / series.length, size: 1 / series.length };
      const label = decimals === undefined ? '' : plain(value, decimals);
      return [{ series: one, category, from, to: from + value, share, label }];
    });
  });
}
