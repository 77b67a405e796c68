import { Paragraph, PatchType } from 'docx';

/** What the program made of docx's own parts, put in the place of one tag. */
export const built = (children) => ({
  page: { body: ['{{all}}'] },
  data: { all: { type: PatchType.DOCUMENT, children } },
  code: {},
});

/** Words that the program made before. */
export const written = (...made) => built(made.map((one) => new Paragraph(one)));
