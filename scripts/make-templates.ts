import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import { type Package, readPackage, writePackage } from '../src/ooxml/package.ts';
import { Part } from '../src/ooxml/part.ts';
import { type Block, endOfSection, type TemplateSource } from './templates/blocks.ts';
import { boardSummary } from './templates/board-summary.ts';
import { committeePaper } from './templates/committee-paper.ts';
import { difficultyNote } from './templates/difficulty-note.ts';
import { withControls } from './templates/form-blocks.ts';
import { forwardPlan } from './templates/forward-plan.ts';
import { growthPlan } from './templates/growth-plan.ts';
import { numberedStyles, outlineNumbering, withStyles } from './templates/numbered.ts';
import { schoolsForumPaper } from './templates/schools-forum-paper.ts';
import {
  a4,
  compactLandscapeWidth,
  compactMargins,
  compactStyles,
  compactWidth,
  landscapeMargins,
  landscapeWidth,
  margins,
  numbering,
  paperLandscapeMargins,
  paperLandscapeWidth,
  portraitWidth,
  styles,
  tableStyle,
} from './templates/style.ts';
import { triAnnualReport } from './templates/tri-annual-report.ts';
import { updateForm } from './templates/update-form.ts';

/**
 * Writes the templates afresh. They are then Word files like any other, to be edited in Word: what is in templates/ is
 * what fills, and this script only says how the first one was made.
 */

const furniture = (width: number) => ({
  headers: {
    default: new Header({
      children: [
        new Paragraph({
          style: 'Header',
          tabStops: [{ type: TabStopType.RIGHT, position: width }],
          children: [
            new TextRun('{{document_title}}'),
            new TextRun({ children: [new Tab()] }),
            new TextRun('{{status}}'),
          ],
        }),
      ],
    }),
  },
  footers: {
    default: new Footer({
      children: [
        new Paragraph({
          style: 'Footer',
          tabStops: [{ type: TabStopType.RIGHT, position: width }],
          children: [
            new TextRun('{{council}}'),
            new TextRun({
              children: [new Tab(), 'Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
            }),
          ],
        }),
      ],
    }),
  },
});

const small = {
  basedOn: 'Normal',
  uiPriority: 99,
  run: { size: 20, color: '404040' },
  paragraph: { spacing: { after: 0 }, alignment: AlignmentType.LEFT },
};

const childrenOf = (block: Block): FileChild[] =>
  'table' in block ? [...(block.caption ? [block.caption] : []), block.table] : [block];

const documentOf = ({ sections, footnotes, compact, isPaper, styles: own = [] }: TemplateSource) => {
  const house = compact ? compactStyles(compact) : isPaper ? numberedStyles : styles;
  return new Document({
    creator: '{{council}}',
    lastModifiedBy: '{{council}}',
    title: '{{document_title}}',
    description: '{{status}}',
    styles: {
      ...house,
      paragraphStyles: [
        ...(house.paragraphStyles ?? []),
        ...own,
        { id: 'Header', name: 'header', ...small },
        { id: 'Footer', name: 'footer', ...small },
      ],
    },
    numbering: isPaper ? outlineNumbering : numbering,
    footnotes,
    sections: sections.map(({ orientation, blocks }, i) => {
      const landscape = orientation === 'landscape';
      const [wide, tall] = compact
        ? [compactLandscapeWidth, compactWidth]
        : [isPaper ? paperLandscapeWidth : landscapeWidth, portraitWidth];
      const across = isPaper ? paperLandscapeMargins : landscapeMargins;
      return {
        ...furniture(landscape ? wide : tall),
        properties: {
          page: {
            size: landscape ? { ...a4, orientation: PageOrientation.LANDSCAPE } : a4,
            margin: compact ? compactMargins : landscape ? across : margins,
          },
        },
        children: [...blocks.flatMap(childrenOf), ...(i < sections.length - 1 ? [endOfSection()] : [])],
      };
    }),
  });
};

/** The style that character styles are based on, which docx names and does not write. */
const defaultFont =
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>' +
  '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>';

/** Styles that docx writes into every document, wrongly or for what these have none of. */
const withoutUnused = (styles: string) =>
  styles.replace(
    /<w:style [^>]*w:styleId="(?:Strong|Bibliography|LineNumber|TOC[4-9])">.*?<\/w:style>/gs,
    '',
  );

/** Every second series of a chart, so that nobody needs its colour. */
const hatched = (chart: string) =>
  chart.replace(
    /(<c:ser><c:idx val="\d*[13579]"\/>.*?<c:spPr>)<a:solidFill>(<a:srgbClr val="\w+"\/>)<\/a:solidFill><a:ln><a:noFill\/>/gs,
    '$1<a:pattFill prst="wdUpDiag"><a:fgClr>$2</a:fgClr><a:bgClr><a:srgbClr val="FBEBD7"/></a:bgClr></a:pattFill><a:ln w="9525"><a:solidFill>$2</a:solidFill>',
  );

/** What docx cannot write: languages, the table style, tables' alternative text; and bytes that are neither random nor dated. */
function finish(parts: Package, { sections, compact, closeTables, isPaper }: TemplateSource): Package {
  const edit = (name: string, change: (source: string) => string) => {
    const source = parts.get(name)?.text;
    if (source !== undefined) parts.set(name, new Part(change(source)));
  };
  edit('word/settings.xml', (source) =>
    source.includes('themeFontLang')
      ? source
      : source.replace('</w:settings>', '<w:themeFontLang w:val="en-GB"/></w:settings>'),
  );
  edit('word/styles.xml', (source) =>
    withoutUnused(source).replace(
      '</w:styles>',
      `${defaultFont}${tableStyle(closeTables ? 'close' : compact ? 'compact' : 'usual')}</w:styles>`,
    ),
  );
  if (isPaper) edit('word/numbering.xml', withStyles);
  // Word works page numbers out when it lays the document out; a reader that does not has a number all the same.
  for (const name of parts.keys())
    if (/^word\/footer\d+\.xml$/.test(name))
      edit(name, (source) =>
        source.replaceAll(
          /(<w:fldChar w:fldCharType="separate"\/><\/w:r>)(<w:r><w:fldChar w:fldCharType="end")/g,
          '$1<w:r><w:t>1</w:t></w:r>$2',
        ),
      );
  // The line above footnotes is as high in Word as LibreOffice draws it, so that both end a page with notes alike.
  edit('word/footnotes.xml', (source) =>
    source.replaceAll('w:line="240" w:lineRule="auto"', 'w:line="124" w:lineRule="exact"'),
  );
  edit('docProps/app.xml', (source) =>
    source.replace(
      /<Properties([^>]*)\/>/,
      '<Properties$1><Application>triannual</Application><Company>{{council}}</Company></Properties>',
    ),
  );
  const tables = sections.flatMap(({ blocks }) => blocks).filter((block) => 'table' in block);
  edit('word/document.xml', (source) =>
    withControls(source).replaceAll('</w:tblPr>', (end) => {
      const { title = '', description = '' } = tables.shift() ?? {};
      return `<w:tblCaption w:val="${title}"/><w:tblDescription w:val="${description}"/>${end}`;
    }),
  );
  edit('docProps/core.xml', (source) =>
    source
      .replace(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, '')
      .replace('</cp:coreProperties>', '<dc:language>en-GB</dc:language></cp:coreProperties>'),
  );
  for (const name of parts.keys())
    if (/^word\/charts\/chart[^/]*\.xml$/.test(name))
      edit(name, (source) => hatched(source).replaceAll('"en-US"', '"en-GB"'));
  // Relationship ids are random: give them numbers, in the order in which they stand.
  const ids = new Map<string, string>();
  const pattern = /rId[a-z0-9_-]{10,}/g;
  for (const name of [...parts.keys()].filter((part) => /\.(xml|rels)$/.test(part)).sort())
    edit(name, (source) =>
      source.replace(pattern, (id) => {
        if (!ids.has(id)) ids.set(id, `rIdT${ids.size + 1}`);
        return ids.get(id) as string;
      }),
    );
  return new Map([...parts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

for (const source of [
  triAnnualReport,
  boardSummary,
  growthPlan,
  forwardPlan,
  difficultyNote,
  schoolsForumPaper,
  committeePaper,
  updateForm,
]) {
  const parts = finish(await readPackage(await Packer.toBuffer(documentOf(source))), source);
  for (const [name, part] of parts)
    if (name.endsWith('.xlsx')) {
      const workbook = await readPackage(part.bytes);
      const core = workbook.get('docProps/core.xml')?.text;
      if (core)
        workbook.set(
          'docProps/core.xml',
          new Part(core.replace(/<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, '')),
        );
      parts.set(name, new Part(await writePackage(workbook)));
    }
  writeFileSync(join('templates', `${source.name}.docx`), await writePackage(parts));
}
