/** Names that Windows keeps for itself, with any ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** A text as a file name that every system takes: `Zoë's update` is `zoe-s-update`; of no letter or digit, `otherwise`. */
export function safeName(text: string, otherwise: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return reserved.test(plain) ? `${plain}-${otherwise}` : plain || otherwise;
}
