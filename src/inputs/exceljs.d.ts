/** The part of exceljs that reads workbooks, without its streams, which take most of the time to load. */
declare module 'exceljs/lib/doc/workbook.js' {
  import type { Workbook } from 'exceljs';

  const WorkbookClass: new () => Workbook;
  export default WorkbookClass;
}
