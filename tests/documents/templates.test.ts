import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Package, readPackage } from '../../src/ooxml/package.ts';
import { parsePart } from '../../src/ooxml/part-xml.ts';
import {
  childOf,
  descendants,
  isElement,
  ownText,
  valOf,
  type XmlElement,
} from '../../src/ooxml/xml/tree.ts';

/** What the templates owe to those who edit them in Word, save them as a PDF or hear them read. */

const folder = join(import.meta.dirname, '..', '..', 'templates');

describe.each(readdirSync(folder).filter((name) => name.endsWith('.docx')))('%s', (name) => {
  let parts: Package;
  beforeAll(async () => {
    parts = await readPackage(readFileSync(join(folder, name)));
  });
  const root = (path: string) => parsePart(parts, path) as XmlElement;
  const stylesOf = () => descendants(root('word/styles.xml')).filter(({ name: one }) => one === 'w:style');
  const idOf = (style: XmlElement) => style.attributes['w:styleId'];

  test('heading styles have outline levels, so that a PDF has headings and bookmarks', () => {
    const levels = [1, 2, 3].map((level) => {
      const style = stylesOf().find((one) => idOf(one) === `Heading${level}`);
      return valOf(childOf(childOf(style, 'w:pPr'), 'w:outlineLvl'));
    });
    expect(levels).toEqual(['0', '1', '2']);
  });

  test('each style of the gallery has a priority and a following style, and every style that is named is there', () => {
    const styles = stylesOf();
    const shown = styles.filter(
      (style) => childOf(style, 'w:qFormat') && !['Normal', 'ReportTable'].includes(idOf(style) ?? ''),
    );
    expect(shown.length).toBeGreaterThan(5);
    for (const style of shown)
      if (!/^(Heading[4-6]|ListParagraph)$/.test(idOf(style) ?? ''))
        expect([idOf(style), valOf(childOf(style, 'w:uiPriority')), valOf(childOf(style, 'w:next'))]).toEqual(
          [idOf(style), expect.stringMatching(/^\d+$/), expect.any(String)],
        );
    const named = styles.flatMap((style) =>
      ['w:basedOn', 'w:next', 'w:link'].flatMap((one) => valOf(childOf(style, one)) ?? []),
    );
    const ids = styles.map(idOf);
    expect(named.filter((one) => !ids.includes(one))).toEqual([]);
    expect(styles.filter((style) => idOf(style) === 'Strong')).toEqual([]);
  });

  test('headers and footers have real tabs, and page numbers for readers that do not lay pages out', () => {
    for (const path of [...parts.keys()].filter((one) => /^word\/(header|footer)\d+\.xml$/.test(one))) {
      const all = descendants(root(path));
      expect(all.filter((one) => one.name === 'w:t' && ownText(one).includes('\t'))).toEqual([]);
      expect(all.filter((one) => one.name === 'w:tab' && one.parent?.name === 'w:r')).toHaveLength(1);
      const fields = root(path).source.match(/"separate"\/><\/w:r><w:r><w:t>1<\/w:t>/g) ?? [];
      expect(fields).toHaveLength(path.includes('footer') ? 2 : 0);
    }
  });

  test('each table has a title of its own, a description and a header row', () => {
    const tables = descendants(root('word/document.xml')).filter((one) => one.name === 'w:tbl');
    const titles = tables.map((table) => valOf(childOf(childOf(table, 'w:tblPr'), 'w:tblCaption')) ?? '');
    expect(titles.filter((title) => title === '')).toEqual([]);
    for (const table of tables) {
      const description = valOf(childOf(childOf(table, 'w:tblPr'), 'w:tblDescription')) ?? '';
      expect(description.length).toBeGreaterThan(20);
      const [first] = table.children.filter(
        (one): one is XmlElement => isElement(one) && one.name === 'w:tr',
      );
      expect(childOf(childOf(first, 'w:trPr'), 'w:tblHeader')).toBeDefined();
    }
    // One in a block is printed again and again: its title has what tells it from the others. Each module is there once.
    const repeated = tables.filter((table) => {
      const open: string[] = [];
      const before = root('word/document.xml').source.slice(0, table.start);
      for (const [, list] of before.matchAll(/\{\{(?:#each ([^{}]*)|\/each)\}\}/g))
        if (list === undefined) open.pop();
        else open.push(list);
      return open.some((list) => list !== 'modules');
    });
    for (const table of repeated)
      expect(valOf(childOf(childOf(table, 'w:tblPr'), 'w:tblCaption'))).toContain('{{');
  });
});
