import { describe, expect, test } from '@jest/globals';
import { saySame } from '../../../src/word/read/say-same.ts';
import { documentOf } from '../documents.ts';

const paragraph = (runs: string) => `<w:p>${runs}</w:p>`;
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const field = (instruction: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r>` +
  `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

const body = (...more: string[]) => [paragraph(run('Three teams are in place.')), ...more].join('');
const footer = paragraph(`${run('Norshire, page ')}${field('PAGE', '1')}`);
const written = () => documentOf(body(paragraph(field('HYPERLINK "#plan"', 'the plan'))), { footer });

/** The same document, saved or worked on. */
const cases: Array<[what: string, isSame: boolean, body: string, others: Parameters<typeof documentOf>[1]]> =
  [
    ['saved as it is', true, body(paragraph(field('HYPERLINK "#plan"', 'the plan'))), { footer }],
    [
      'runs split, and blank paragraphs put in',
      true,
      `${paragraph(run('Three te') + run('ams are in place. '))}${paragraph('')}${paragraph(run('the plan'))}`,
      { footer },
    ],
    [
      'pages counted anew',
      true,
      body(paragraph(run('the plan'))),
      {
        footer: paragraph(`${run('Norshire, page ')}<w:fldSimple w:instr=" PAGE ">${run('7')}</w:fldSimple>`),
      },
    ],
    [
      'a footer saved as two',
      true,
      body(paragraph(run('the plan'))),
      { footer, parts: [['word/footer2.xml', 'footer', footer]] },
    ],
    [
      'another word',
      false,
      paragraph(run('Four teams are in place.')) + paragraph(run('the plan')),
      { footer },
    ],
    [
      'a figure of a word',
      false,
      paragraph(run('Three teams are in place!')) + paragraph(run('the plan')),
      { footer },
    ],
    ['a paragraph moved', false, paragraph(run('the plan')) + body(), { footer }],
    ['a paragraph taken out', false, body(), { footer }],
    ['other words of a link', false, body(paragraph(field('HYPERLINK "#plan"', 'a plan'))), { footer }],
    ['another footer', false, body(paragraph(run('the plan'))), { footer: paragraph(run('Southshire')) }],
    [
      'a comment',
      false,
      body(paragraph(run('the plan'))),
      { footer, comments: `<w:comment w:id="1" w:author="Ann">${paragraph(run('Are they?'))}</w:comment>` },
    ],
    [
      'a tracked insertion of a blank',
      false,
      body(paragraph(`${run('the plan')}<w:ins w:id="1" w:author="Ann">${run(' ')}</w:ins>`)),
      { footer },
    ],
    [
      'a tracked deletion',
      false,
      body(
        paragraph(
          `${run('the plan')}<w:del w:id="1" w:author="Ann"><w:r><w:delText>x</w:delText></w:r></w:del>`,
        ),
      ),
      { footer },
    ],
  ];

describe('a Word file compared with the one it was', () => {
  test.each(cases)('%s', async (_, isSame, changed, others) => {
    // The words of the link are the same whether it is one or not.
    expect(await saySame(await written(), await documentOf(changed, others))).toBe(isSame);
  });
});
