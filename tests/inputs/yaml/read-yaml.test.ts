import { describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { error } from '../../../src/diagnostics/diagnostic.ts';
import { formatDiagnostic } from '../../../src/diagnostics/format.ts';
import { locate } from '../../../src/inputs/yaml/locate.ts';
import { readYaml } from '../../../src/inputs/yaml/read-yaml.ts';
import { isoDate, plainText } from '../../../src/model/field-types.ts';
import { conditionSchema, reportSchema } from '../../../src/model/round.ts';

const name = 'rounds/2023-06/conditions/2-annual-reviews.yaml';

function read<Schema extends z.ZodType>(content: string | Uint8Array, schema: Schema) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { value, findings, source } = readYaml(name, bytes, schema);
  const sources = new Map(source ? [[name, source]] : []);
  const diagnostics = findings.map((finding) => locate(finding, sources, 'inputs'));
  /** `3:9 yaml/value` */
  const said = diagnostics.map(({ code, place }) =>
    place.line === undefined ? code : `${place.line}:${place.column} ${code}`,
  );
  return { value, diagnostics, said, message: diagnostics[0]?.message, help: diagnostics[0]?.help };
}
const condition = (content: string | Uint8Array) => read(content, conditionSchema);

describe('what people type', () => {
  test.each(['no', 'No', 'on', 'off', 'yes', 'y', 'n', '~x'])('%s is text', (word) => {
    expect(condition(`condition: 1\nowner: ${word}\nprogress: ${word}\n`)).toMatchObject({
      value: { owner: word, progress: word },
      said: [],
    });
  });

  test('Yes and No answer whether the programme is on track', () => {
    for (const answer of ['Yes', 'No'])
      expect(read(`on_track: ${answer}\n`, reportSchema)).toMatchObject({
        value: { on_track: answer },
        said: [],
      });
  });

  test('true and false where text belongs are asked to stand in quotes', () => {
    const { said, help } = condition('condition: 1\nowner: true\n');
    expect(said).toEqual(['2:8 yaml/value']);
    expect(help).toBe('put it in quotes: owner: "true"');
  });

  test('a number where text belongs is shown as it was typed', () => {
    expect(condition('condition: 1\nowner: 0123\n').help).toBe('put it in quotes: owner: "0123"');
    expect(condition('condition: 1\nprogress: 1e3\n').help).toBe('put it in quotes: progress: "1e3"');
  });

  test('a field that is left blank is one that is not filled in', () => {
    expect(condition('condition: 1\nrating:\nreason: ~\nmitigation:\n  by:\n')).toMatchObject({
      value: { condition: 1, mitigation: {} },
      said: [],
    });
  });

  test('text that is cut off at " #" is an error at the sign', () => {
    const { said, message, diagnostics } = condition('condition: 1\nreason: see risk #3 of the list\n');
    expect(said).toEqual(['2:18 yaml/comment-cut']);
    expect(message).toContain('#3 of the list');
    expect(diagnostics[0]?.place.source?.length).toBe('#3 of the list'.length);
  });

  test('text in a list is cut off at " #" too, and so is text of several lines', () => {
    const list = read('a:\n  - Approve #3\n  - b\n', z.strictObject({ a: z.array(plainText) }));
    expect(list.said).toEqual(['2:13 yaml/comment-cut']);
    expect(condition('condition: 1\nreason:\n  see it\n  in #3 here\n').said).toEqual([
      '4:6 yaml/comment-cut',
    ]);
  });

  test.each([
    ['reason: #none', 2, 'there is no text before "#none"', 'none'],
    ['reason:  #4 of 9 posts', 2, 'there is no text before "#4 of 9 posts"', '4 of 9 posts'],
    ['reason: Team #4', 2, 'the text ends before "#4"', 'Team'],
    ['reason: A #b', 2, 'the text ends before "#b"', 'A'],
    ['reason: "Team" #4', 2, 'the text ends before "#4"', 'Team'],
    ['reason: Team\t#4', 2, 'the text ends before "#4"', 'Team'],
    ['reason: | #4 posts\n  Late.', 2, 'the text ends before "#4 posts"', 'Late.'],
  ])('%j is cut off at its "#", once', (line, at, start, reason) => {
    const { value, diagnostics } = condition(`condition: 1\n${line}\nowner: B\n`);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      code: 'yaml/comment-cut',
      place: { line: at },
      message: `${start}: a # after a space begins a comment, which is not read`,
      help: expect.stringContaining('put the text in quotes'),
    });
    expect((value as { reason: string }).reason.trim()).toBe(reason);
  });

  test.each([
    ['reason: # none', true],
    ['reason:', false],
    ['owner: # none\nreason:', false],
  ])('what is missing at %j names the #: %s', (line, named) => {
    const { findings, source } = readYaml(name, Buffer.from(`condition: 1\n${line}\n`), conditionSchema);
    expect(findings).toEqual([]);
    const finding = error('yaml/value', { file: name, path: ['reason'] }, 'it is missing', 'write it');
    const { help } = locate(finding, new Map(source ? [[name, source]] : []), 'inputs');
    expect(help === 'write it').toBe(!named);
    expect(help?.includes('; a # begins a comment')).toBe(named);
  });

  test.each([
    ['condition: 1\nrating: Amber\n', 2],
    ['condition: 1\nrating: Amber\nmitigation:\n', 3],
    ['# a\nmitigation:\n  # b\n  owner: A\nrating: Amber\n', 2],
    ['rating: Amber\nmitigation: { owner: A }\n', 2],
    ['# a\n# b\n# c\ncondition: 1\n', 1],
  ])(
    'a mitigation that is missing or lacks something is at its own line, or that of the rating: %j',
    (text, line) => {
      const { source } = readYaml(name, Buffer.from(text), conditionSchema);
      const where = { file: name, path: ['mitigation'], instead: ['rating'] };
      const { place } = locate(
        error('yaml/value', where, 'm'),
        new Map(source ? [[name, source]] : []),
        'inputs',
      );
      expect(place.line).toBe(line);
    },
  );

  test('a comment on the line after an empty field is none of its text', () => {
    expect(condition('condition: 1\nreason:\n#none\nowner: B\n').said).toEqual([]);
  });

  test('a comment after a value, and "#" inside a word or in quotes, are not', () => {
    const text = 'condition: 1 # the first\nowner: a#3\nreason: "see risk #3"\nprogress: |\n  See #4.\n';
    expect(condition(text)).toMatchObject({
      value: { owner: 'a#3', reason: 'see risk #3', progress: 'See #4.' },
      said: [],
    });
  });

  test('a colon inside text that has no quotes is an error in that line', () => {
    const { said, message } = condition('condition: 1\nreason: Risk: six teams start late\n');
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^2:\d+ yaml\/syntax$/);
    expect(message).toBe('this text has a colon with a space after it');
  });

  test('no space after a colon is an error in that line', () => {
    const { said, message } = condition('condition: 1\nrating:Amber\nowner: x\n');
    expect(said[0]).toMatch(/^2:\d+ yaml\/syntax$/);
    expect(message).toBe('there is no space after the colon');
  });

  test('a key that stands twice is an error at the second, which names the first', () => {
    const { said, diagnostics } = condition('condition: 1\nrating: Amber\nrating: Green\n');
    expect(said).toEqual(['3:1 yaml/duplicate-key']);
    expect(diagnostics[0]?.note?.place).toMatchObject({ line: 2, column: 1 });
  });

  test('an unknown key names the nearest one that is known, and the rest of the file is kept', () => {
    const { said, message, value } = condition('condition: 1\nratng: Amber\nowner: x\n');
    expect(said).toEqual(['2:1 yaml/unknown-key']);
    expect(message).toBe('there is no field "ratng" here; did you mean "rating"?');
    expect(value).toEqual({ condition: 1, owner: 'x' });
  });

  test('an unknown key inside a group has the fields of the group as its help', () => {
    const { said, help } = condition('condition: 1\nmitigation:\n  action: x\n  date: 2023-10-31\n');
    expect(said).toEqual(['4:3 yaml/unknown-key']);
    expect(help).toBe('the fields here are: action, owner, by');
  });

  test('a tab that indents is an error in its line', () => {
    const { said, message } = condition('condition: 1\nmitigation:\n\taction: x\n');
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^3:\d+ yaml\/syntax$/);
    expect(message).toBe('this line begins with a tab');
  });

  test('a tab inside text does not matter', () => {
    expect(condition('condition: 1\nowner: a\tb\n')).toMatchObject({ value: { owner: 'a\tb' }, said: [] });
  });

  test.each([
    ['a day that the calendar does not have', '2023-06-31', 'date/not-a-date'],
    ['a leap day in another year', '2023-02-29', 'date/not-a-date'],
    ['a month before the day', '06/16/2023', 'date/not-a-date'],
    ['a day without a year', '16 June', 'yaml/value'],
  ])('%s is no date', (_, date, code) => {
    expect(condition(`condition: 1\nupdated: ${date}\n`).said).toEqual([`2:10 ${code}`]);
  });

  test('a tag as the name of a field is one unknown field, and makes no other noise', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const { diagnostics } = condition('condition: 1\n{{owner}}: x\n');
    expect(diagnostics.map(({ code }) => code)).toEqual(['yaml/unknown-key']);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test('curly quotation marks are a part of the text, and where they cannot be that is said', () => {
    expect(condition('condition: 1\nreason: “Late” is \u2018early\u2019\n').value?.reason).toBe(
      '“Late” is ‘early’',
    );
    expect(condition('condition: 1\nreason: “Risk: late”\n')).toMatchObject({
      said: ['2:9 yaml/syntax'],
      message: 'the quotation marks round this text are curly, and YAML knows only straight ones',
    });
    expect(condition('condition: 1\nupdated: “2023-06-01”\n').help).toMatch(
      /^take the curly quotation marks away/,
    );
    expect(condition('condition: 1\n“reason”: x\n').message).toContain('did you mean "reason"?');
  });

  test('dates need no quotes', () => {
    const dates = 'updated: 2023-06-01\nmitigation:\n  by: "2023-09-01"\n';
    expect(condition(`condition: 1\n${dates}`)).toMatchObject({
      value: { updated: '2023-06-01', mitigation: { by: '2023-09-01' } },
      said: [],
    });
  });

  test.each([
    ['a date without hyphens', 'updated: 20230601', 'write a date as year-month-day, for example 2023-06-16'],
    [
      'a date with a time',
      'updated: 2023-06-01T09:00',
      'write a date as year-month-day, for example 2023-06-16',
    ],
    ['a group for a date', 'updated: { day: 1 }', 'write a date as year-month-day, for example 2023-06-16'],
    ['yes for true', 'illustrative: yes', 'write true or false here'],
  ])('%s: what to write instead', (_, line, help) => {
    expect(condition(`condition: 1\n${line}\n`)).toMatchObject({ help });
  });

  test('a number in quotes is asked to stand without', () => {
    expect(condition('condition: "4"\n').help).toBe('write it without quotation marks: condition: 4');
  });

  const slips: Array<[text: string, place: string, message: string]> = [
    ['progress: Condition 4: done', '2:11', 'this text has a colon with a space after it'],
    ['progress: | Some text\n  more', '2:13', 'there is text beside the sign "|" or ">"'],
    ['progress: - one', '2:11', 'a list begins on the line of its field'],
    [
      'progress: |\n  one\n two',
      '4:1',
      'this line is indented in another way than the lines that it belongs to',
    ],
    ['progress: one\ntwo words', '3:1', 'this text belongs to no field'],
    [
      'progress\uFF1A one',
      '2:1',
      'the colon or the space after it is another sign, as it comes along from Word or a web page',
    ],
    ['- one', '2:1', 'this text belongs to no field'],
    ['progress: "one\n  two\nowner: x', '2:11', 'a quotation mark opens here and is not closed'],
    ["owner: 'tis x\nreason: y", '2:8', 'a quotation mark opens here and is not closed'],
    ['owner: "Me" and you', '2:13', 'text follows the closing quotation mark'],
    ['progress: "C:\\Users\\x"', '2:14', 'a backslash in double quotes means something else in YAML'],
    ['progress: **bold** text', '2:20', 'this text begins with a character that YAML keeps for itself'],
    ['progress: !Great news', '2:11', 'this text begins with a character that YAML keeps for itself'],
    ['progress: !!binary aGk=', '2:11', 'this text begins with a character that YAML keeps for itself'],
    [
      'mitigation:\n  action: a\n   owner: b',
      '3:11',
      'the line after this one is indented as if it belonged to this text',
    ],
    [
      '---\ncondition: 2',
      '2:1',
      'the text above has ended with "---" or "...", and another file begins here',
    ],
  ];
  test.each(slips)('%j is told of in words', (text, place, message) => {
    expect(condition(`condition: 1\n${text}\n`)).toMatchObject({
      value: undefined,
      said: [`${place} yaml/syntax`],
      message,
    });
  });

  test('an instruction to read the file by other rules is refused: "no" would be false', () => {
    expect(condition('%YAML 1.1\n---\ncondition: 1\nowner: no\n')).toMatchObject({
      value: undefined,
      said: ['1:1 yaml/syntax'],
      message: 'this line changes the rules by which the file is read',
    });
  });

  test.each([
    ['a list', '? [a, b]\n: 3', '2:3'],
    ['a group', '? { a: b }\n: 3', '2:3'],
    ['nothing', ': 3', '2:1'],
  ])('a field whose name is %s is unknown where it stands', (_, text, place) => {
    expect(condition(`condition: 1\n${text}\n`).said).toEqual([`${place} yaml/unknown-key`]);
  });

  test('no field is lost without a word, whatever its name', () => {
    const { said, value } = read('answers:\n  __proto__: x\n  constructor: y\n', reportSchema);
    expect(said).toEqual(['2:3 yaml/unknown-key']);
    expect(value).toEqual({ answers: { constructor: 'y' } });
  });

  test('of a long text a message quotes the beginning', () => {
    const { message = '' } = condition(`condition: 1\nmitigation: ${'long '.repeat(10_000)}\n`);
    expect(message).toMatch(/^mitigation should be a group of fields, and is "long .*…"$/);
    expect(message.length).toBeLessThan(120);
  });

  test('an anchor or alias is an error, and its text is not taken', () => {
    expect(condition('condition: 1\nowner: &x Me\nreason: *x\n')).toMatchObject({
      value: undefined,
      said: ['2:8 yaml/alias', '3:9 yaml/alias'],
    });
  });
});

describe('characters', () => {
  test('emoji, accents and words from right to left are read as they were typed', () => {
    const owner = 'Zoë 👩🏽‍🏫 \u05D3\u05E0\u05D4 (محمد) Ŵ';
    expect(condition(`condition: 1\nowner: ${owner}\n`)).toMatchObject({ value: { owner }, said: [] });
  });

  test('one that no Word file can hold is an error at its place, and a mark is left', () => {
    const { value, said, message } = condition('condition: 1\nprogress: |\n  One.\n  Two\u000B.\n');
    expect(said).toEqual(['4:6 text/character']);
    expect(message).toContain('(U+000B, after "One.\nTwo")');
    expect(value?.progress).toBe('One.\nTwo\uFFFD.');
  });

  test('one that turns the direction of writing is a warning at its place, and is kept', () => {
    const { value, said, diagnostics } = condition('condition: 1\nowner: "a\u202Eb"\n');
    expect(said).toEqual(['2:10 text/character']);
    expect(diagnostics[0]).toMatchObject({ severity: 'warning' });
    expect(formatDiagnostic(diagnostics[0] as never)).not.toContain('\u202E');
    expect(value?.owner).toBe('a\u202Eb');
  });
});

describe('how a file is saved', () => {
  const text = 'condition: 1\nratng: Amber\nowner: Zoë\n';

  test.each([
    ['with a byte order mark', `\uFEFF${text}`],
    ['with the line ends of Windows', text.replaceAll('\n', '\r\n')],
    ['with the line ends of old Macs', text.replaceAll('\n', '\r')],
    ['with both', `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ['without a last line end', text.trimEnd()],
  ])('%s, it reads the same and places are the same', (_, saved) => {
    const { said, value, diagnostics } = condition(saved);
    expect(said).toEqual(['2:1 yaml/unknown-key']);
    expect(diagnostics[0]?.place.source).toEqual({ text: 'ratng: Amber', column: 1, length: 5 });
    expect(value).toEqual({ condition: 1, owner: 'Zoë' });
  });

  test('blocks of text with the line ends of Windows have plain ones', () => {
    expect(condition('condition: 1\r\nprogress: |\r\n  One.\r\n\r\n  Two.\r\n').value?.progress).toBe(
      'One.\n\nTwo.',
    );
  });

  test.each([
    ['Windows-1252', Buffer.from(text, 'latin1')],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 without its mark', Buffer.from('condition: 1', 'utf16le')],
    ['UTF-16, the larger byte first', Buffer.from('condition: 1', 'utf16le').swap16()],
  ])('in %s, it is refused', (_, bytes) => {
    expect(condition(bytes)).toMatchObject({ value: undefined, said: ['yaml/encoding'] });
  });

  test.each(['', '\n\n', '# nothing yet\n', '---\n'])('with nothing in it (%j), it is empty', (nothing) => {
    expect(condition(nothing)).toMatchObject({
      value: undefined,
      said: ['yaml/missing-key'],
      message: 'the file is empty',
    });
  });

  test('as a list or as mere text, it is told that it should have fields', () => {
    for (const wrong of ['- condition: 1\n', 'condition 1\n'])
      expect(condition(wrong).message).toBe(
        'the file should be a group of fields, each with a name and a colon',
      );
  });

  test('too large or too deep, it is refused before it is parsed', () => {
    expect(condition(`condition: 1\nprogress: ${'x'.repeat(300_000)}\n`).said).toEqual(['file/too-large']);
    expect(condition(`condition: ${'['.repeat(50_000)}\n`).said).toEqual(['yaml/depth']);
  });
});

/** Some took a minute once: 256 KB is much where something looks at all that follows for each line. */
const slow: Array<[string, string]> = [
  ['blank lines', '\n'.repeat(250_000)],
  ['fields that nobody knows', Array.from({ length: 10_000 }, (_, i) => `k${i}: 1\n`).join('')],
  ['anchors in one line', `a: ${'&x '.repeat(60_000)}\n`],
  ['colons and quotation marks in one line', `a: ${`x: '"y`.repeat(10_000)}\n`],
  ['one field again and again', 'owner: x\n'.repeat(10_000)],
  ['questions', `answers:\n${Array.from({ length: 10_000 }, (_, i) => `  k${i}: [1]\n`).join('')}`],
];
test.each(slow)('a file full of %s takes no longer than any other', (_, text) => {
  const { findings } = readYaml(name, Buffer.from(text), reportSchema);
  expect(findings.length).toBeGreaterThan(0);
});

describe('every problem of a file is reported at once', () => {
  test('each at its line and column', () => {
    const text = [
      'condition: two',
      'updated: 2023-02-30',
      'ratng: Amber',
      'reason: see risk #3',
      'mitigation:',
      '  action: [a, b]',
      '  by: soon',
      '  on: 2023-10-31',
      'owner: A',
      'owner: B',
      '',
    ];
    expect(condition(text.join('\n')).said.toSorted()).toEqual(
      [
        '1:12 yaml/value',
        '2:10 date/not-a-date',
        '3:1 yaml/unknown-key',
        '4:18 yaml/comment-cut',
        '6:11 yaml/value',
        '7:7 yaml/value',
        '8:3 yaml/unknown-key',
        '10:1 yaml/duplicate-key',
      ].toSorted(),
    );
  });

  test('in a list, the item that is wrong is left out and the others stay', () => {
    const risk = 'impact: Low, mitigation: m, owner: o';
    const text = `emerging_risks:\n  - { risk: a, likelihood: Low, ${risk} }\n  - { risk: b, likelihood: Lw, ${risk} }\n`;
    const { said, message, value } = read(text, reportSchema);
    expect(said).toEqual(['3:28 yaml/value']);
    expect(message).toBe('likelihood cannot be "Lw"; did you mean "Low"?');
    expect(value?.emerging_risks).toEqual([expect.objectContaining({ risk: 'a' })]);
  });

  test('a field that is missing is reported at the group that lacks it', () => {
    const schema = z.strictObject({ top: z.strictObject({ day: isoDate, name: plainText }) });
    expect(read('# first\ntop:\n  day: 2023-06-16\n', schema).said).toEqual(['2:1 yaml/missing-key']);
  });
});
