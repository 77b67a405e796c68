/** HTML as a template: whatever is put into it is text and is escaped, unless it is HTML itself. */

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Html | string | number | false | undefined | readonly Content[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function textOf(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return String(content).replace(/[&<>"']/g, (c) => entities[c] as string);
}

/** ``html`<p>${text}</p>` `` */
export const html = (strings: readonly string[], ...contents: readonly Content[]): Html =>
  new Html(strings.map((string, i) => string + textOf(contents[i])).join(''));
