import type { MarkdownIt, StateBlock, StateInline, Token } from 'markdown-it';

/**
 * markdown-it, set up for narrative. What a report does not print (code, HTML, pictures, entities) stays the text that was
 * typed, and a few rules are kinder than CommonMark's to what officers type: `5*3*2` keeps its stars, and `**Risk:**none`
 * is bold.
 */

export type Parse = (text: string) => Token[];

const rules = {
  block: ['heading', 'blockquote', 'list', 'table', 'paragraph'],
  inline: [
    'text',
    'linkify',
    'newline',
    'escape',
    'strikethrough',
    'emphasis',
    'link',
    'autolink',
    'balance_pairs',
    'fragments_join',
  ],
  core: ['normalize', 'block', 'inline', 'linkify'],
};

export async function loadParser(): Promise<Parse> {
  const { default: markdownIt } = await import('markdown-it');
  const parser = markdownIt('zero', { maxNesting: 100 });
  parser.disable('text_join').enable([...rules.core, ...rules.block, ...rules.inline], true);
  parser.block.ruler.before('heading', 'deep', printDeepAsTyped, { alt: [] });
  parser.inline.ruler.at('escape', unescapeMarks);
  parser.inline.State = class extends parser.inline.State {
    override scanDelims(start: number, canSplitWord: boolean) {
      return widened(this.src, start, super.scanDelims(start, canSplitWord));
    }
  };
  addLinks(parser);
  parser.inline.ruler.before('link', 'note', readMark('note', /\[\^([^\]\s]{1,100})\]/y));
  parser.inline.ruler.before(
    'link',
    'picture',
    readMark('picture', /!\[([^\]\n]{0,500})\]\(([^()\n]{1,300})\)/y),
  );
  return (text) => {
    // The expressions that find addresses take a while to make, and few texts have any.
    parser.options.linkify = /@|:\/\/|www\./i.test(text);
    return parser.parse(text, {});
  };
}

/** Links to the web and to mailboxes, but no address that hides a line break. No other is followed from a document. */
export const isFollowed = (address: string) =>
  /^(https?:\/\/|mailto:)[^/?#]/i.test(address) && !/%[01][0-9a-f]|%7f/i.test(address);

function addLinks(parser: MarkdownIt): void {
  parser.validateLink = isFollowed;
  parser.normalizeLinkText = (text) => text;
  parser.linkify.add('ftp:', null).add('//', null);
  parser.linkify.add('www.', {
    validate(text, pos, self) {
      const web = self.re.get_http_validator();
      web.lastIndex = 0;
      const found = web.exec(`//${text.slice(pos, pos + 2000)}`);
      return found ? found[0].length - 2 : 0;
    },
    normalize(match) {
      match.url = `http://${match.url}`;
    },
  });
}

/** Notes and pictures, with what is in their brackets. */
function readMark(type: string, form: RegExp) {
  return (state: StateInline, silent: boolean): boolean => {
    form.lastIndex = state.pos;
    const match = '!['.includes(state.src[state.pos] ?? ' ') ? form.exec(state.src) : null;
    if (!match) return false;
    if (!silent) {
      const token = state.push(type, '', 0);
      token.content = match[0];
      token.meta = { inside: match.slice(1) };
    }
    state.pos += match[0].length;
    return true;
  };
}

/** Where lists and quotations lie deeper than anybody writes, markdown-it would leave out what they hold. */
const deepest = 60;

function printDeepAsTyped(state: StateBlock, from: number, to: number, silent: boolean): boolean {
  if (state.level < deepest || silent) return false;
  const text = state.getLines(from, to, state.blkIndent, false).trim();
  state.push('paragraph_open', 'p', 1);
  const inline = state.push('inline', '', 0);
  inline.content = text;
  inline.map = [from, to];
  inline.children = [];
  state.push('paragraph_close', 'p', -1);
  state.line = to;
  return true;
}

/** A backslash takes the meaning from a mark, and is a backslash before all else: `\\server\share`. */
function unescapeMarks(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '\\') return false;
  const next = state.src[state.pos + 1] ?? '';
  if (next === '\n') {
    if (!silent) state.push('hardbreak', 'br', 0);
    state.pos += 2;
    while (state.src[state.pos] === ' ') state.pos++;
    return true;
  }
  if (!/[*_~[\]()<>#+\-.!|]/.test(next)) return false;
  if (!silent) {
    const token = state.push('text_special', '', 0);
    token.content = next;
    token.info = 'escape';
  }
  state.pos += 2;
  return true;
}

interface Delimiters {
  can_open: boolean;
  can_close: boolean;
  length: number;
}

/**
 * What a run of `*`, `_` or `~` may do. Between figures it is no mark; a single one inside a word opens nothing; a bold or
 * struck text may end with a full stop or colon and go on without a blank.
 */
function widened(text: string, start: number, { can_open, can_close, length }: Delimiters): Delimiters {
  const before = text[start - 1] ?? ' ';
  const after = text[start + length] ?? ' ';
  const isSingle = text[start] === '*' && length === 1;
  const isInside = /[\p{L}\p{N})]/u.test(before) && /[\p{L}\p{N}(£]/u.test(after);
  const isTimes = isInside && (/\p{N}/u.test(before) || /[\p{N}£]/u.test(after));
  if (isTimes && text[start] === '*') return { can_open: false, can_close: false, length };
  const endsHere = text[start] !== '_' || length > 1;
  return {
    can_open:
      (can_open && !(isSingle && isInside)) ||
      (endsHere && /[\p{L}\p{N}]/u.test(before) && /[([“‘£]/.test(after)),
    can_close: can_close || (endsHere && /[:.,;!?)\]%”’]/.test(before) && /[\p{L}\p{N}]/u.test(after)),
    length,
  };
}
