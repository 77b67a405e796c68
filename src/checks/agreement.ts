import { error, type Finding } from '../diagnostics/diagnostic.ts';
import { inputFiles } from '../model/project.ts';
import type { ProjectCheck } from './context.ts';

/** The agreement by itself: conditions numbered in order, each with its wording; contributions in its own years. */

export const conditionsNumbered: ProjectCheck = ({ agreement }) =>
  agreement.conditions.flatMap(({ number }, i) =>
    number === i + 1
      ? []
      : [
          error(
            'agreement/conditions',
            { file: inputFiles.agreement, path: ['conditions', i, 'number'] },
            `condition ${number} is in the place of condition ${i + 1}`,
            'put the conditions in order, numbered 1, 2, 3 without gaps',
          ),
        ],
  );

export const wordingGiven: ProjectCheck = ({ agreement }): Finding[] =>
  (['conditions', 'questions', 'additional_information'] as const).flatMap((list) =>
    agreement[list].flatMap(({ wording }, i) =>
      wording === ''
        ? [
            error(
              'agreement/wording',
              { file: inputFiles.agreement, path: [list, i, 'wording'] },
              'the wording is empty',
              'quote it from the agreement or the DfE, word for word',
            ),
          ]
        : [],
    ),
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
