import { ownText, type XmlElement } from '../../ooxml/xml/tree.ts';

/** Complex fields of Word (ECMA-376 part 1, 17.16): an instruction, and the result that was last worked out. */

/** Fields that a word processor works out anew: what they say is nobody's words. */
const workedOut = /^\s*(PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TOC|NUMWORDS|FILENAME|SEQ|REF)\b/i;
const linked = /^\s*HYPERLINK\s+"([^"]*)"/i;

export interface Fields {
  turn(fldChar: XmlElement): void;
  instruct(element: XmlElement): void;
  /** Whether it is a whole field of that kind. */
  isSimple(element: XmlElement): boolean;
  /** Whether what is read now is the result of such a field. */
  isWorkedOut(): boolean;
  /** The address of a link that is a field. */
  link(): string | undefined;
}

/** The fields that are open at a place, innermost last. */
export function openFields(): Fields {
  const open: Array<{ instruction: string; inResult: boolean }> = [];
  return {
    turn({ attributes }) {
      const type = attributes['w:fldCharType'];
      const field = open.at(-1);
      if (type === 'begin') open.push({ instruction: '', inResult: false });
      else if (type === 'separate' && field) field.inResult = true;
      else if (type === 'end') open.pop();
    },
    instruct(element) {
      const field = open.at(-1);
      if (field && element.name === 'w:instrText') field.instruction += ownText(element);
    },
    isSimple: ({ name, attributes }) => name === 'w:fldSimple' && workedOut.test(attributes['w:instr'] ?? ''),
    isWorkedOut: () => open.some(({ instruction, inResult }) => inResult && workedOut.test(instruction)),
    link: () =>
      open
        .flatMap(({ instruction, inResult }) => (inResult ? (linked.exec(instruction)?.[1] ?? []) : []))
        .at(-1),
  };
}
