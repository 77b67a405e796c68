/** The parts of exceljs that read the parts of a workbook. Each takes the tags and the texts of its XML one by one. */

declare module 'exceljs/lib/xlsx/xform/sheet/row-xform.js' {
  export default class RowXform<Row> {
    model: Row;
    parseOpen(tag: { name: string; attributes: Readonly<Record<string, string>> }): unknown;
    parseText(text: string): void;
    parseClose(name: string): unknown;
  }
}

declare module 'exceljs/lib/xlsx/xform/strings/shared-string-xform.js' {
  import RowXform from 'exceljs/lib/xlsx/xform/sheet/row-xform.js';

  export default class SharedStringXform<Text> extends RowXform<Text> {}
}

declare module 'exceljs/lib/xlsx/xform/style/styles-xform.js' {
  import RowXform from 'exceljs/lib/xlsx/xform/sheet/row-xform.js';

  export default class StylesXform<Styles> extends RowXform<Styles> {
    getStyleModel(number: number): object | null;
  }
}
