/** What to do about a file that came in the place of a Word document, by its name. */

type Remedy = readonly [name: RegExp, remedy: string];

/** Of what people send where a Word document is asked for. */
const remedies: readonly Remedy[] = [
  [/\.(eml|msg)$/i, 'save the Word file that is attached to the e-mail, and name that'],
  [/\.pdf$/i, 'ask for the Word file that the PDF was made from'],
  [/\.zip$/i, 'unpack it, and name the Word file that is in it'],
  [
    /\.(doc[xm]?|dot[xm]?|odt|ott|rtf|pages)$/i,
    'open it in Word, save it as a Word document (.docx), and name that; if Word cannot open it, ask for it again',
  ],
];

const mistaken: readonly Remedy[] = [
  [/(^|[\\/])(~\$|\.~lock\.)/, 'name the document itself: this file is beside it while somebody has it open'],
  [
    /\.(xls[xmb]?|ods|csv)$/i,
    'name the Word file: figures are changed in the workbooks of the inputs folder',
  ],
];

export const howToGetWordFile = (path: string): string =>
  [...mistaken, ...remedies].find(([name]) => name.test(path))?.[1] ?? 'name a Word document (.docx)';

/** Whether people send such a file where a Word document is asked for: worth saying of a folder that is looked through. */
export const isInItsPlace = (file: string): boolean => remedies.some(([name]) => name.test(file));
