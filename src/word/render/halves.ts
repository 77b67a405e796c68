/**
 * Bookmarks, ranges of comments and of permissions have a mark at each end. Where one end is in a loop or choice and the other is
 * not, one may be printed often or never: each range keeps its first beginning and its last end, or neither.
 */
const mark =
  /<w:(bookmark|commentRange|perm)(Start|End)\b[^>]*?\sw:id="(-?\d+)"[^>]*?(?:\/>|>\s*<\/w:\1\2>)/g;

export function withoutHalves(xml: string): string {
  const marks = [...xml.matchAll(mark)].map((match) => {
    const [whole, kind, end, id] = match;
    return { from: match.index, to: match.index + whole.length, key: `${kind} ${id}`, isEnd: end === 'End' };
  });
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();
  for (const { key, from, isEnd } of marks)
    if (isEnd) ends.set(key, from);
    else if (!starts.has(key)) starts.set(key, from);
  const isWhole = (key: string) => (starts.get(key) ?? Number.NaN) < (ends.get(key) ?? Number.NaN);
  let at = 0;
  let kept = '';
  for (const { key, from, to, isEnd } of marks) {
    if (isWhole(key) && (isEnd ? ends : starts).get(key) === from) continue;
    kept += xml.slice(at, from);
    at = to;
  }
  return kept + xml.slice(at);
}
