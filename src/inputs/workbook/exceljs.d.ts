/** The parts of exceljs that read the parts of a workbook: each takes one part's XML, in pieces. */

declare module 'exceljs/lib/xlsx/xform/list-xform.js' {
  import RowXform from 'exceljs/lib/xlsx/xform/sheet/row-xform.js';

  export default class ListXform<Item> {
    constructor(options: { tag: string; childXform: RowXform });
    parseStream(pieces: Iterable<string>): Promise<Item[]>;
    reconcile(items: Item[], options: object): void;
  }
}

declare module 'exceljs/lib/xlsx/xform/sheet/row-xform.js' {
  export default class RowXform {}
}

declare module 'exceljs/lib/xlsx/xform/strings/shared-strings-xform.js' {
  export default class SharedStringsXform {
    parseStream(pieces: Iterable<string>): Promise<unknown>;
  }
}

declare module 'exceljs/lib/xlsx/xform/style/styles-xform.js' {
  export default class StylesXform {
    parseStream(pieces: Iterable<string>): Promise<unknown>;
  }
}
