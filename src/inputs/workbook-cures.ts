import { type Package, partText } from '../container/package.ts';

/**
 * What is changed in a workbook before exceljs 4.4.0 reads it, because it would read it wrong or fall over. Each cure
 * touches a copy in memory: the person's file is never written.
 */
const cures: Array<{ part: RegExp; cure(text: string): string }> = [
  {
    // A number format with an escaped letter ("\£#,##0.000\m", which LibreOffice writes for "£m") is taken for a date:
    // exceljs looks for y, m, d, h, s after taking out quotes and brackets, and not what a backslash escapes.
    part: /^xl\/styles\.xml$/,
    cure: (text) =>
      text.replace(/formatCode="([^"]*)"/g, (_, code: string) => `formatCode="${code.replace(/\\./g, '')}"`),
  },
  {
    // A defined name over a large range ($A$1:$IV$99999) exhausts the memory. The program uses no defined names.
    part: /^xl\/workbook\.xml$/,
    cure: (text) => text.replace(/<definedNames>.*?<\/definedNames>/s, ''),
  },
  {
    // openpyxl gives comments absolute targets, at which exceljs throws. The program reads no comments.
    part: /^xl\/worksheets\/_rels\/.*\.rels$/,
    cure: (text) =>
      text.replace(/<Relationship\b[^>]*\/(?:comments|vmlDrawing|threadedComment)"[^>]*\/>/g, ''),
  },
];

/** Whether anything was changed. */
export function cureWorkbook(parts: Package): boolean {
  let changed = false;
  for (const name of parts.keys()) {
    for (const { cure } of cures.filter(({ part }) => part.test(name))) {
      const text = partText(parts, name) ?? '';
      const cured = cure(text);
      if (cured === text) continue;
      parts.set(name, Buffer.from(cured));
      changed = true;
    }
  }
  return changed;
}
