import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SaxesParser } from 'saxes';
import { readPackage } from '../../../src/ooxml/package.ts';
import { parseXml } from '../../../src/ooxml/xml/parse.ts';
import { isElement, type XmlElement } from '../../../src/ooxml/xml/tree.ts';
import fc from '../../properties.ts';

/** The parser against another one, saxes, which checks that XML is well formed to the letter. */

type Plain = {
  name: string;
  attributes: object;
  text: string;
  inside: Plain[];
  source: string;
  content: string;
};

/** A tree by its values. Text may come in one piece or in several. */
function plain(element: XmlElement, source: string): Plain {
  const { name, attributes, children, start, open, close, end } = element;
  return {
    name,
    attributes: { ...attributes },
    text: children.map((child) => (isElement(child) ? '<>' : child.text)).join(''),
    inside: children.filter(isElement).map((child) => plain(child, source)),
    source: source.slice(start, end),
    content: source.slice(open, close),
  };
}

const ours = (source: string) => plain(parseXml(source), source);

function theirs(source: string): Plain {
  const parser = new SaxesParser({ position: true });
  const open: Plain[] = [];
  const from: Array<{ start: number; open: number }> = [];
  let root: Plain | undefined;
  const stop = (problem: Error) => {
    throw problem;
  };
  parser.on('error', stop);
  parser.on('doctype', () => stop(new Error('doctype')));
  parser.on('opentag', ({ name, attributes }) => {
    const one: Plain = { name, attributes: { ...attributes }, text: '', inside: [], source: '', content: '' };
    const around = open.at(-1);
    if (around) around.text += '<>';
    if (around) around.inside.push(one);
    root ??= one;
    open.push(one);
    from.push({ start: source.lastIndexOf('<', parser.position - 1), open: parser.position });
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    const one = open.pop() as Plain;
    const { start, open: inside } = from.pop() as { start: number; open: number };
    one.source = source.slice(start, parser.position);
    one.content = isSelfClosing ? '' : source.slice(inside, source.lastIndexOf('<', parser.position - 1));
  });
  const addText = (text: string) => {
    const around = open.at(-1);
    if (around) around.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(source).close();
  return root as Plain;
}

/** The tree, or that there is none. */
function outcome(read: (source: string) => Plain, source: string): Plain | 'not well formed' {
  try {
    return read(source);
  } catch {
    return 'not well formed';
  }
}

const root = join(import.meta.dirname, '..', '..', '..');
const files = ['templates/tri-annual-report.docx', 'templates/schools-forum-paper.docx'];

describe('reads what saxes reads', () => {
  test.each([...files, 'tests/word/saved-by-libreoffice.docx'])('in every part of %s', async (file) => {
    const parts = await readPackage(readFileSync(join(root, file)));
    for (const name of [...parts.keys()].filter((path) => /\.(xml|rels)$/.test(path))) {
      const source = parts.get(name)?.text as string;
      expect(ours(source)).toEqual(theirs(source));
    }
  });

  test.each([
    '<?xml version="1.0"?><!-- a -->\n<a b="&lt;&#65;&#x42;&amp;" c=\'"\'>x &gt; y<b/><![CDATA[<&]]>z</a >\n<!-- b -->',
    '<a b=" 1\t2\n3\r\n4 &#10; "> \r\n \r </a>',
    '<w:p xmlns:w="w"><w:r\n/></w:p>',
    '<a>]]&gt;</a>',
    '<é1.-·/>',
  ])('in %j', (source) => {
    expect(ours(source)).toEqual(theirs(source));
  });
});

const broken = [
  '<a>',
  '<a></b>',
  '<a></ab>',
  '</a>',
  '<a/><b/>',
  '<a/>x',
  'x<a/>',
  '<a b/>',
  '<a b=c/>',
  '<a b="1" b="2"/>',
  '<a b="<"/>',
  '<a b="1"c="2"/>',
  '<a b="1/>',
  '<1/>',
  '<a>]]></a>',
  '<a>&</a>',
  '<a>&nbsp;</a>',
  '<a>&#0;</a>',
  '<a>&#xD800;</a>',
  '<a>\u0001</a>',
  '<a b="\u0001"/>',
  '<!DOCTYPE a><a/>',
  '<a><!-- </a>',
  '<a><![CDATA[ </a>',
  '<a',
  '<a ',
  '< a/>',
  '',
];

test.each(broken)('%j is not well formed, as for saxes', (source) => {
  expect([outcome(ours, source), outcome(theirs, source)]).toEqual(['not well formed', 'not well formed']);
});

test('whatever is changed in a part, both read the same or refuse it', () => {
  const whole =
    '<w:p a="1 &amp; 2" b=\'3\'><w:r><w:t xml:space="preserve"> x &#65; y </w:t><w:tab/></w:r><!-- c --></w:p>';
  const change = fc.record({
    at: fc.nat(whole.length),
    take: fc.nat(3),
    put: fc.string({ unit: fc.constantFrom(...'<>/="\'&; :abx1#!-?[]\n\t'), maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      const source = changes.reduce(
        (text, { at, take, put }) => text.slice(0, at) + put + text.slice(at + take),
        whole,
      );
      expect(outcome(ours, source)).toEqual(outcome(theirs, source));
    }),
    { numRuns: 3000 },
  );
});
