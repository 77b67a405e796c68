/** The codes of what is wrong with a file as such, each with its subject in one line: see checks/codes.ts. */
export const codes = {
  // Files and folders
  'file/missing': 'A file that the program needs is not there',
  'file/unreadable': 'A file is there and cannot be read',
  'file/open': 'A workbook is open in another program, and may hold changes that are not saved',
  'file/too-large': 'A file is larger than any real one would be',
  'file/name': 'A file or folder is not read because of its name',
  'file/too-many-problems': 'A file has more problems than are shown',
  // YAML
  'yaml/syntax': 'The YAML cannot be read',
  'yaml/encoding': 'The file is not UTF-8 text',
  'yaml/depth': 'The YAML is nested deeper than any real file',
  'yaml/alias': 'The YAML uses an anchor or alias',
  'yaml/duplicate-key': 'A key is there twice in one place',
  'yaml/unknown-key': 'A key that the program does not know',
  'yaml/missing-key': 'A key that must be there is not',
  'yaml/value': 'A value of the wrong kind, or not one of those allowed',
  'yaml/comment-cut': 'Text after a # was cut off as a comment',
  'yaml/folded': 'The paragraphs of a text are not kept',
  'date/not-a-date': 'A date that does not exist',
  'text/character': 'A character that a Word file cannot hold',
  // Workbooks
  'workbook/not-xlsx': 'The file is not an .xlsx workbook',
  'workbook/unreadable': 'The workbook cannot be read',
  'workbook/no-table': 'No table with the expected headings was found',
  'workbook/heading': 'A heading is missing, unknown or there twice',
  'workbook/cell-error': 'A cell holds an Excel error',
  'workbook/formula-no-result': 'A formula has no stored result',
  'workbook/date-in-number': 'A date is in the place of a number',
  'workbook/not-a-number': 'Text is in the place of a number',
  'workbook/withheld': 'A cell says that its number is withheld',
  'workbook/hidden': 'Rows or a column that Excel hides have values that are printed',
  'workbook/second-table': 'A table is there twice, and one of the two is not read',
} as const;

export type Code = keyof typeof codes;
