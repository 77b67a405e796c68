import PizZip from 'pizzip';

/**
 * The template of the reports with docxtemplater's tags in place of this engine's, as the developer of the script would
 * have typed them into it. Helpers go (the script formats its values itself), and so does the chart's tag: its data cannot
 * be changed without a paid module.
 */
export function withDocxtemplaterTags(bytes) {
  const zip = new PizZip(bytes);
  for (const name of Object.keys(zip.files).filter((path) =>
    /^(word\/(document|header|footer|footnotes)\d*|docProps\/(core|app|custom))\.xml$/.test(path),
  ))
    zip.file(name, translate(zip.file(name).asText()));
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' });
}

function translate(source) {
  const open = [];
  const inTags = source.replace(/\{\{(.*?)\}\}/g, (_, inner) => {
    // A section on a list is a loop: whether a list holds something is a name of its own.
    const [head, ...rest] = inner
      .trim()
      .replace('@last', 'is_last')
      .replace(/^#if (questions|additional|kpi_groups)$/, '#if any_$1')
      .split(/\s+/);
    if (head.startsWith('#')) open.push(rest[0]);
    if (head.startsWith('#')) return `{#${rest[0]}}`;
    if (head.startsWith('/')) return `{/${open.pop()}}`;
    if (head === 'else') return `{/${open.at(-1)}}{^${open.at(-1)}}`;
    if (head === 'chart') return '';
    return `{${(rest[0] ?? head).replace('../', '').replace(/^this$/, '.')}}`;
  });
  return withoutRowsOfTags(inTags);
}

/** A row that holds only tags goes, and its tags stand in the rows that it stood between. */
function withoutRowsOfTags(source) {
  const rows = source.split(/(?=<w:tr[ >])|(?<=<\/w:tr>)/);
  const isRow = (piece) => /^<w:tr[ >]/.test(piece);
  const textOf = (piece) => piece.replace(/<[^>]*>/g, '');
  let forNext = '';
  const out = [];
  for (const piece of rows) {
    const text = textOf(piece);
    if (isRow(piece) && /^(\{[#/^][^}]*\})+$/.test(text)) {
      const [closing = ''] = /^(\{\/[^}]*\})*/.exec(text) ?? [];
      if (closing !== '') {
        const last = out.findLastIndex(isRow);
        const row = out[last];
        const at = row.lastIndexOf('</w:t>');
        out[last] = row.slice(0, at) + closing + row.slice(at);
      }
      forNext += text.slice(closing.length);
    } else if (isRow(piece) && forNext !== '') {
      out.push(piece.replace(/(<w:t(?: [^>]*)?>)/, (tag) => tag + forNext));
      forNext = '';
    } else out.push(piece);
  }
  return out.join('');
}
