/**
 * The codes of the checks, and of commands that refuse, each with its subject in one line. Codes are stable: tests and scripts
 * match on them, wording may improve freely. docs/checks.md has a section for each (a test holds it complete).
 */
export const codes = {
  // The agreement
  'agreement/conditions': 'The conditions of the agreement are not numbered 1, 2, 3 … in order',
  'agreement/wording': 'A condition or question of the agreement has no wording',
  // Conditions
  'condition/missing': 'A condition of the agreement has no update in the round',
  'condition/duplicate': 'A condition has two updates in the round',
  'condition/unknown': 'An update names a condition that the agreement does not have',
  'condition/order': 'An update is out of order: its file is numbered for another condition',
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
  'narrative/list': 'It cannot be told whether a line is an item of a list',
  'narrative/mark': 'A mark will be printed as it was typed',
  'narrative/link': 'A link leads to no web or e-mail address',
  // Answers and the rest of the form
  'answer/missing': 'A question of the form has no answer',
  'answer/unknown': 'An answer to a question that the form does not ask',
  'answer/on-track': 'The on-track answer is missing',
  'answer/none-unsaid': 'A part of the form is blank and does not say "None"',
  // Figures in narrative
  'figure/unknown': 'A text refers to a figure that is not there',
  'figure/contradiction': 'An amount typed in a text agrees with no figure of the plan',
  // Papers for Schools Forum
  'paper/workstream': 'A workstream has no update in a paper, two, or one that is unknown',
  'paper/kpi': 'A paper names a KPI that is not in the register, or names it twice',
  'paper/demand': 'The chart of demand has no figures, or too few',
  'paper/scheme': 'A spotlight or a status fits no scheme or month',
  'paper/scheme-number': 'A project number is in two lists of schemes',
  'paper/scheme-count': 'A number of schemes in the text is not that of the lists',
  'public/name': "A public paper uses the DfE's name for the programme",
  'public/short-form': 'A short form is not explained where it is first used',
  'public/link': 'A link has no words that say where it leads',
  'public/contact': 'A telephone number or e-mail address is not a public contact',
  'public/person': 'A postcode, date of birth, NHS number or pupil number is that of a person',
  'public/small-count': 'A count of pupils is so small that somebody could be recognised',
  'public/allow': 'Words are allowed that no text of the paper needs',
  // KPIs
  'kpi/missing': 'A KPI of the register is not in the workbook',
  'kpi/unknown': 'A row of the workbook is not in the KPI register',
  'kpi/duplicate': 'A KPI is in the workbook twice',
  'kpi/name': 'The name of a KPI is not that of the register',
  'kpi/reference': 'The reference of a KPI is not that of the register',
  'kpi/group': 'A KPI is under another group than in the register',
  'kpi/period-missing': "The workbook has no column for the round's period",
  'kpi/value-missing': 'A KPI has no value for the round',
  'kpi/sign': 'The sign of a KPI is not what the register says',
  'kpi/unit': 'The size of a KPI does not fit its unit',
  'kpi/unlikely': 'A value of a KPI may be a slip, and nobody has said that it is right',
  'kpi/copied': 'A column of KPI values is that of an earlier period again',
  'kpi/plan': 'A KPI that repeats a line of the plan disagrees with it',
  'kpi/register': 'The KPI register contradicts itself',
  // The financial plan
  'plan/missing': 'There is no agreed plan',
  'plan/line': 'A line of the plan is missing, unknown or there twice',
  'plan/year': 'A year of the plan is missing or unknown',
  'plan/value-missing': 'A figure of the plan is missing',
  'plan/sum': 'A printed total is not the sum of its lines, beyond rounding',
  'plan/contribution': 'A contribution differs between the agreement and the plan',
  // The forecast
  'forecast/missing': 'The round has no forecast',
  'forecast/duplicate': 'The round has two forecasts',
  'forecast/unlikely': 'A figure of the forecast may be a slip, and nobody has said that it is right',
  'forecast/copied': 'The forecast is an earlier one again',
  'forecast/on-track': 'The on-track answer does not agree with the forecast',
  // Dates
  'date/outside-round': 'A date lies outside its round',
  'date/order': 'Dates stand in an impossible order',
  'date/holidays-run-out': 'The list of bank holidays ends before the deadline',
  'round/unknown': 'A round that the agreement does not have',
  'round/exists': 'A round that is to be made has a folder already',
  // Submissions
  'submission/sign-off': 'A report that is to be submitted has not been signed',
  'submission/illustrative': 'A report that is to be submitted holds made-up content',
  'submission/closed': 'The round has been submitted already',
  'submission/unrecorded': 'A final report is there that no record names',
  'submission/changed': 'A submitted file is not as it was submitted',
  'submission/lost': 'A submitted file is not there',
  'submission/differs': 'The inputs no longer say what the DfE was told',
  'submission/correction': 'A correction of what the DfE was told is incomplete, or corrects nothing',
  // Publications
  'publication/illustrative': 'A paper that is to be published holds made-up content',
  'publication/revision': 'A paper was published before, or a reason is given for the first time',
  'publication/unrecorded': 'A published file is there that is not in the register',
  // Templates
  'template/missing': 'The template is not there',
  'template/field-not-printed': 'A field holds something, and its template prints nothing of it',
  'template/columns-not-printed': 'A template prints fewer columns than there are, or more',
} as const;
