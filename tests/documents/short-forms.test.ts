import { expect, test } from '@jest/globals';
import { entriesIn } from '../../src/documents/short-forms.ts';
import { buildTriAnnualReport } from '../../src/documents/tri-annual-report.ts';
import { shortFormsIn, withoutCapitals } from '../../src/model/short-forms.ts';
import { plain, sample, sourceOf } from './source.ts';

/** The short forms and ratings that the report explains. */

test('the report explains its short forms and its ratings, each with the words of the inputs', () => {
  const { short_forms, has_short_forms, rating_scale } = plain(
    buildTriAnnualReport(sourceOf('2023-12')).context,
  );
  const { programme, agreement } = sample();
  expect(has_short_forms).toBe(true);
  expect(short_forms.map(({ short }) => short)).toEqual(
    expect.arrayContaining(['DfE', 'EHCP', 'HNB', 'LFI']),
  );
  const workstreams = Object.fromEntries(
    programme.workstreams.map(({ number, formal_name }) => [`Workstream ${number}`, formal_name]),
  );
  for (const { short, meaning } of short_forms)
    expect(meaning).toBe(workstreams[short] ?? programme.glossary[short]);
  expect(short_forms.slice(-5).map(({ short }) => short)).toEqual(Object.keys(workstreams));
  expect(rating_scale).toEqual(agreement.rating_scale.map(({ rating, meaning }) => ({ rating, meaning })));
});

test('without a glossary and workstreams there is no list', () => {
  const project = sample();
  project.programme.glossary = {};
  project.programme.workstreams = [];
  expect(plain(buildTriAnnualReport(sourceOf('2023-12', project)).context)).toMatchObject({
    has_short_forms: false,
    short_forms: [],
  });
});

test('an entry is listed where the text has it as it is written, with an ampersand, a figure or a blank too', () => {
  const glossary = {
    'C&YP': '',
    'Element 3': '',
    FE: '',
    S151: '',
    SEN: '',
    SEN2: '',
    'a.b-c': '',
    Évry: '',
  };
  const used: [string, string[]][] = [
    ['C&YP with SEN', ['C&YP', 'SEN']],
    ['the S151 officer’s word', ['S151']],
    ['SEN2 and (Element 3)', ['Element 3', 'SEN2']],
    ['SENs', ['SEN']],
    ['SEND, FEAR, YP, C&YPX, Element 35, S1512, aXb-c', []],
    ['a.b-c in Évry', ['a.b-c', 'Évry']],
    ['nobody@SEN.example.org, https://example.org/SEN', []],
  ];
  for (const [text, entries] of used) expect(entriesIn(text, glossary)).toEqual(entries);
  expect(entriesIn('SEN', {})).toEqual([]);
});

test('a short form with an ampersand is one short form', () => {
  expect(shortFormsIn('C&YP, H&SC and SEND; A&E and R&D')).toEqual(['C&YP', 'H&SC', 'SEND']);
});

test.each([
  ['## ALL WORDS OF A HEADING', []],
  ['## PROGRESS OF THE SRB PROGRAMME IN NORFOLK', ['SRB']],
  ['TWO WORDS', ['TWO', 'WORDS']],
  ['SRB/ASD/SEMH are three', ['SRB', 'ASD', 'SEMH']],
  ['ÉCOLES ET MAISONS ÉTÉ: the SEN2', ['SEN2']],
  ['SEN, EHCP and LEA', ['SEN', 'EHCP', 'LEA']],
])('words in capitals one after the other are a heading: %s', (text, found) => {
  const glossary = { SRB: 'specialist resource base' };
  expect(shortFormsIn(withoutCapitals(text, glossary))).toEqual(found);
  expect(withoutCapitals(text, glossary)).toHaveLength(text.length);
});
