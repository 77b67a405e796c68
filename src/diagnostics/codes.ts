/**
 * Every code that a diagnostic can carry, with its subject in one line. Codes are stable: tests and scripts match on
 * them, wording may improve freely. docs/checks.md has a section for each (a test holds it complete).
 */
export const codes = {
  // Files and folders
  'file/missing': 'A file that the program needs is not there',
  'file/unreadable': 'A file is there and cannot be read',
  'file/too-large': 'A file is larger than any real one would be',
  // YAML
  'yaml/syntax': 'The YAML cannot be read',
  'yaml/encoding': 'The file is not UTF-8 text',
  'yaml/depth': 'The YAML is nested deeper than any real file',
  'yaml/alias': 'The YAML uses an anchor or alias',
  'yaml/duplicate-key': 'A key stands twice in one place',
  'yaml/unknown-key': 'A key that the program does not know',
  'yaml/missing-key': 'A key that must be there is not',
  'yaml/value': 'A value of the wrong kind, or not one of those allowed',
  'yaml/comment-cut': 'Text after a # was cut off as a comment',
  // Workbooks
  'workbook/not-xlsx': 'The file is not an .xlsx workbook',
  'workbook/unreadable': 'The workbook cannot be read',
  'workbook/no-table': 'No table with the expected headings was found',
  'workbook/heading': 'A heading is missing, unknown or stands twice',
  'workbook/cell-error': 'A cell holds an Excel error',
  'workbook/formula-no-result': 'A formula has no stored result',
  'workbook/date-in-number': 'A date stands where a number belongs',
  'workbook/not-a-number': 'Text stands where a number belongs',
  // The agreement
  'agreement/conditions': 'The conditions of the agreement are not numbered 1, 2, 3 … in order',
  'agreement/wording': 'A condition or question of the agreement has no wording',
  // Conditions
  'condition/missing': 'A condition of the agreement has no update in the round',
  'condition/duplicate': 'A condition has two updates in the round',
  'condition/unknown': 'An update names a condition that the agreement does not have',
  'condition/order': 'An update stands out of order: its file is numbered for another condition',
  'condition/wording': 'The wording of a condition is not that of the agreement',
  'condition/progress-missing': 'A condition has no progress update',
  'condition/progress-copied': "A progress update is the last round's again",
  // Ratings
  'rating/missing': 'A rating that is due has not been given',
  'rating/unknown': 'A rating that is not in the rating scale',
  'rating/early': 'A rating was given before its round opened',
  'rating/reason-missing': 'A rating has changed and no reason is given',
  'rating/mitigation-missing': 'An Amber or Red rating without a mitigation',
  'rating/owner-missing': 'A condition or mitigation without an owner',
  // Narrative
  'text/placeholder': 'A placeholder is left in the text',
  'text/character': 'A character that a Word file cannot hold',
  // Answers and the rest of the form
  'answer/missing': 'A question of the form has no answer',
  'answer/unknown': 'An answer to a question that the form does not ask',
  'answer/on-track': 'The on-track answer is missing',
  'answer/none-unsaid': 'A part of the form is blank and does not say "None"',
  // KPIs
  'kpi/missing': 'A KPI of the register is not in the workbook',
  'kpi/unknown': 'A row of the workbook is not in the KPI register',
  'kpi/duplicate': 'A KPI stands twice in the workbook',
  'kpi/name': 'The name of a KPI is not that of the register',
  'kpi/reference': 'The reference of a KPI is not that of the register',
  'kpi/group': 'A KPI stands under another group than in the register',
  'kpi/period-missing': "The workbook has no column for the round's period",
  'kpi/value-missing': 'A KPI has no value for the round',
  'kpi/sign': 'The sign of a KPI is not what the register says',
  'kpi/unit': 'The size of a KPI does not fit its unit',
  'kpi/plan': 'A KPI that repeats a line of the plan disagrees with it',
  'kpi/register': 'The KPI register contradicts itself',
  // The financial plan
  'plan/missing': 'There is no agreed plan',
  'plan/line': 'A line of the plan is missing, unknown or stands twice',
  'plan/year': 'A year of the plan is missing or unknown',
  'plan/value-missing': 'A figure of the plan is missing',
  'plan/sum': 'A printed total is not the sum of its lines, beyond rounding',
  'plan/contribution': 'A contribution differs between the agreement and the plan',
  // The forecast
  'forecast/missing': 'The round has no forecast',
  'forecast/duplicate': 'The round has two forecasts',
  'forecast/on-track': 'The on-track answer does not agree with the forecast',
  // Dates
  'date/not-a-date': 'A date that does not exist',
  'date/outside-round': 'A date lies outside its round',
  'date/order': 'Dates stand in an impossible order',
  'date/holidays-run-out': 'The list of bank holidays ends before the deadline',
  'round/unknown': 'A round that the agreement does not have',
  // Templates
  'template/missing': 'The template is not there',
  'template/unreadable': 'The template is not a Word file that can be filled',
  'template/tag': 'A tag cannot be understood',
  'template/unclosed': 'A block or tag is opened and not closed, or closed and not opened',
  'template/structure': 'A block opens and closes in places that cannot be repeated together',
  'template/unknown-tag': 'A tag names a value that does not exist',
  'template/unknown-helper': 'A tag names a helper that does not exist',
  'template/wrong-kind': 'A tag uses a value as something that it is not',
  'template/chart': 'A chart cannot be refilled',
  'template/required-tag': 'A tag that the document must have is not in the template',
  // The finished document, checked before it is saved
  'document/value': 'A value cannot be printed in Word',
  'document/title': 'The document has no title property',
  'document/language': 'The document is not marked as British English',
  'document/headings': 'The headings are out of order',
  'document/table-header': 'A table has no header row that repeats',
  'document/merged-cells': 'A table has merged cells',
  'document/alt-text': 'A picture or chart has no alternative text',
  'document/colour-only': 'A cell says something by colour alone',
  'document/contrast': 'Text on its background is hard to read',
  'document/blank-paragraphs': 'Blank paragraphs are used as spacing',
  'document/placeholder': 'A tag or placeholder is left in the finished text',
} as const;

export type Code = keyof typeof codes;
