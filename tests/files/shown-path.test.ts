import { expect, test } from '@jest/globals';
import { shownPath } from '../../src/files/shown-path.ts';

test.each([
  [['inputs', 'rounds/2023-06'], 'inputs/rounds/2023-06'],
  [['C:\\My council\\inputs\\', 'kpis.xlsx'], 'C:/My council/inputs/kpis.xlsx'],
  [['\\\\server\\share', 'inputs'], '//server/share/inputs'],
  [['./inputs/'], 'inputs/'],
  [['.', 'report.docx'], 'report.docx'],
  [['/', 'inputs'], '/inputs'],
])('the path of %j is shown with forward slashes', (parts, shown) => {
  expect(shownPath(...parts)).toBe(shown);
});
