import PizZip from 'pizzip';

/**
 * Whether a finished report is whole. That all texts are there is not enough: two broken files passed that. Each row of
 * each table must say what it should, in its order, and nothing else may stand there.
 * @returns what is wrong, in words; nothing where all is well
 */
export function faultsOf(bytes, data) {
  const zip = new PizZip(bytes);
  const body = zip.file('word/document.xml').asText();
  const headers = Object.keys(zip.files).filter((name) => /^word\/header\d*\.xml$/.test(name));
  const head = headers.map((name) => textOf(zip.file(name).asText())).join(' ');
  const faults = [];
  const expect = (what, found, wanted) => {
    const at = wanted.findIndex((text, i) => found[i] !== text);
    if (found.length !== wanted.length || at >= 0)
      faults.push(
        `${what}: ${found.length} for ${wanted.length}; the first that differs: "${found[at]}" for "${wanted[at]}"`,
      );
  };
  expect('header', [head.trim()], [data.authority]);
  expect('rows', rowsOf(body), expectedRows(data));
  const outside = paragraphsOf(body.replace(/<w:tbl>.*?<\/w:tbl>/gs, ''));
  expect('paragraphs outside tables', outside, expectedParagraphs(data));
  if (/[{}]|\+\+\+/.test(textOf(body))) faults.push('a tag is left');
  return faults;
}

function expectedRows({ questions, dates, conditions, sections }) {
  const rows = [
    ...questions.map(({ question, answer }) => [question, answer]),
    ['Milestone', 'Date'],
    ...dates.map(({ name, date }) => [name, date]),
    ...conditions.flatMap(({ title, q1, q2, q3, update, owner }) => [
      [title],
      ['Q1', 'Q2', 'Q3'],
      [q1, q2, q3],
      [...update.map(({ text }) => text), `Owner: ${owner}`],
    ]),
    ['Ref', 'Name', 'Unit', 'Baseline', 'Target', 'June', 'September', 'Status'],
    ...sections.flatMap(({ name, kpis }) => [[name], ...kpis.map((kpi) => Object.values(kpi))]),
  ];
  return rows.map((texts) => texts.join(' | '));
}

function expectedParagraphs({ title, summary, risks, support, appendices }) {
  const texts = (items) => items.map(({ text }) => text);
  return [
    title,
    summary,
    'Questions',
    'Target dates',
    'Conditions',
    'Emerging risks',
    ...texts(risks),
    'Support required',
    ...texts(support),
    'Key performance indicators',
    'Appendices',
    ...texts(appendices),
  ];
}

/** The rows of all tables, each as its paragraphs that say something. */
const rowsOf = (body) =>
  [...body.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) => paragraphsOf(row).join(' | '));

const paragraphsOf = (xml) =>
  [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([one]) => textOf(one).trim()).filter((text) => text !== '');

const textOf = (xml) =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => plain(text)).join('');

const plain = (text) =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&amp;/g, '&');
