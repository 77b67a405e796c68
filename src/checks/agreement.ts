import { error, type Finding, type Where, warning } from '../diagnostics/diagnostic.ts';
import { inputFiles, type ReadableProject } from '../model/project.ts';
import { calendarOf, monthName } from '../model/round.ts';
import { type ProjectCheck, reportFile } from './context.ts';

/** The agreement by itself: conditions numbered in order, each with its wording; contributions in its own years. */

export const conditionsNumbered: ProjectCheck = ({ agreement }) =>
  agreement.conditions.flatMap(({ number }, i) => {
    if (number === i + 1) return [];
    const where = { file: inputFiles.agreement, path: ['conditions', i, 'number'] };
    const message = `condition ${number} is in the place of condition ${i + 1}`;
    return error('agreement/conditions', where, message, {
      help: 'put the conditions in order, numbered 1, 2, 3 without gaps',
    });
  });

export const wordingGiven: ProjectCheck = ({ agreement }): Finding[] =>
  (['conditions', 'questions', 'additional_information'] as const).flatMap((list) =>
    agreement[list].flatMap(({ wording }, i) => {
      if (wording !== '') return [];
      const where = { file: inputFiles.agreement, path: [list, i, 'wording'] };
      const help = 'quote it from the agreement or the DfE, word for word';
      return error('agreement/wording', where, 'the wording is empty', help);
    }),
  );

export const contributionsInYears: ProjectCheck = ({ agreement }): Finding[] =>
  (['dfe', 'council'] as const).flatMap((payer) =>
    Object.keys(agreement.contributions[payer])
      .filter((year) => !agreement.financial_years.includes(year))
      .map((year) => {
        const where = { file: inputFiles.agreement, path: ['contributions', payer, year], key: true };
        const message = `a contribution is given for ${year}, which is not one of the financial years`;
        return error('plan/year', where, message, 'add the year to financial_years, or remove this line');
      }),
  );

/** Payments depend on reports of the agreement, and do not add up to more than the DfE puts in that year. */
export const paymentsAgree: ProjectCheck = ({ agreement }) => {
  const { payments = [], contributions } = agreement;
  const at = (i: number, field: string) => ({ file: inputFiles.agreement, path: ['payments', i, field] });
  return payments.flatMap(({ report }, i): Finding[] => {
    const year = calendarOf(agreement, report)?.financialYear;
    if (year === undefined) {
      const months = agreement.reports.map(({ month }) => month).join(', ');
      const message = `a payment depends on ${report}, and the agreement has no report in that month`;
      return [error('agreement/payment', at(i, 'report'), message, `name a round in: ${months}`)];
    }
    const ofYear = payments.filter((one) => calendarOf(agreement, one.report)?.financialYear === year);
    const isLast = ofYear.at(-1) === payments[i];
    const sum = Number(ofYear.reduce((total, { amount = 0 }) => total + amount, 0).toFixed(3));
    const agreed = contributions.dfe[year] ?? 0;
    if (!isLast || sum <= agreed + 0.0005) return [];
    const message = `the payments of ${year} add up to £${sum.toFixed(3)}m, and the DfE puts in £${agreed.toFixed(3)}m`;
    const help = 'mend the amounts, which are in £m, or leave out what is not known';
    return [error('agreement/payment', at(i, 'report'), message, help)];
  });
};

/** The DfE answers a report, and pays after it; of one payment, agreement and answer say the same. */
export const assessmentsInOrder: ProjectCheck = (project) => {
  const dates = datesOfTheDfE(project);
  return dates.flatMap(({ report, what, date, where, isAnswer }): Finding[] => {
    const said = `the ${what} the report of ${monthName(report)}`;
    if (date < report) {
      const message = `${said} is dated ${date}, before that report`;
      return [warning('date/order', where, message, 'write the day on which it came')];
    }
    const others = dates.filter((one) => !one.isAnswer && one.report === report);
    const [other] = others;
    if (!isAnswer || what !== payment || !other || others.some((one) => one.date === date)) return [];
    const message = `${said} is dated ${date}, and in the agreement ${other.date}`;
    const note = { message: 'it is here', where: other.where };
    return [warning('agreement/payment', where, message, { help: 'mend one of the two dates', note })];
  });
};

const payment = 'payment after';

/** The dates of payments, and of answers to reports. */
function datesOfTheDfE({ agreement, rounds }: ReadableProject) {
  const dates = [
    ...(agreement.payments ?? []).flatMap(({ report, received, withheld }, i) =>
      Object.entries({ received, withheld }).map(([field, date]) => {
        const where: Where = { file: inputFiles.agreement, path: ['payments', i, field] };
        return { report, what: payment, date, where, isAnswer: false };
      }),
    ),
    ...rounds.flatMap((round) => {
      const { received, payment: paid } = round.report?.assessment ?? {};
      return Object.entries({ received, payment: paid }).map(([field, date]) => {
        const where: Where = { file: reportFile(round), path: ['assessment', field] };
        const what = field === 'payment' ? payment : 'assessment of';
        return { report: round.id, what, date, where, isAnswer: true };
      });
    }),
  ];
  return dates.flatMap(({ date, ...rest }) => (date ? [{ ...rest, date }] : []));
}
