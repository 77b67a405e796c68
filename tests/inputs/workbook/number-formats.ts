/** Number formats as people and programs write them, and values that tell them apart. */

const cores = '0 0.0 0.000 #,##0 #,##0.0 #,##0.00 #,##0.000 #,##0.0, #,##0.0,, 0% 0.0% 0.0?'.split(' ');
const before = ['', '£', '"£"', '\\£', '[$£-809]', '[Blue]', '_-'];
const after = ['', '"m"', '\\m', ' "million"', '"k"', '\\%', '"%"', '" pupils"', '_)', ' '];
const wholes = [
  'General',
  '@',
  ';;;',
  '0;;',
  '0.00E+00',
  '# ?/?',
  '[>=1000000]#,##0.0,,"m";0.000',
  '[>=1000]#,##0.0,"k";0.0',
  '[<1]0.0%;0.0',
  '[<5]"<5";0',
  '[=0]"n/a";0.0',
  '[<0]"below nought";0.0',
  '"c"',
  '_-£* #,##0.000_-;-£* #,##0.000_-;_-£* "-"??_-;_-@_-',
  '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
];

const combined = before.flatMap((left) =>
  cores.flatMap((core) => after.map((right) => `${left}${core}${right}`)),
);
const sections = cores.flatMap((core) =>
  ['-', '(', '[Red]', '[Red]-', '"minus "', '▲ '].flatMap((sign) => {
    const negative = `${sign}${core}${sign === '(' ? ')' : ''}`;
    return [`${core};${negative}`, `${core};${negative};"-"`, `${core};${negative};"nil";@`];
  }),
);

export const numberFormats = [...new Set([...wholes, ...combined, ...sections])];

export const shownValues = [1.24, 0.412, 38, 2_454_000, -5.5, 0, 99.95, 1250.5];
