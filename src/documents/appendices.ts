import { monthName, type ReportInput, type Round } from '../model/round.ts';
import type { Fields } from './fields-of-files.ts';
import { longDate } from './house-formats.ts';
import { fixed, orElse, workedOut } from './origins.ts';
import { missing } from './report-source.ts';

/** The papers that go with a report, numbered, each with its date and version. */
export function buildAppendices(round: Round, { appendices = [] }: Fields<ReportInput>) {
  return {
    has_appendices: appendices.length > 0,
    no_appendices: fixed(round.report ? 'There are no appendices to this report.' : missing.text),
    appendices: appendices.map(({ title, document, file, reference, date, version }, i) => {
      const said = [
        reference?.value,
        date && (date.value.length > 7 ? longDate(date.value) : monthName(date.value)),
        version?.value && `version ${version.value}`,
        (document || file) && 'attached',
      ].filter((one) => one);
      const named = title.value || missing.text;
      return {
        number: fixed(`Appendix ${i + 1}`),
        title:
          said.length > 0
            ? workedOut(
                `${named} (${said.join(', ')})`,
                'title and reference',
                title,
                ...[document, file, reference, date, version],
              )
            : orElse(title, missing.text),
      };
    }),
  };
}
