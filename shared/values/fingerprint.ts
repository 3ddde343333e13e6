/** FNV-1a over UTF-16 units, twice with different offsets: 64 bits in hex. Not for secrets; for stable short names. */
export function fingerprint(text: string): string {
  const half = (offset: number): string => {
    let hash = offset;
    for (let i = 0; i < text.length; i++) {
      hash ^= text.charCodeAt(i);
      hash = Math.imul(hash, 0x01000193);
    }
    return (hash >>> 0).toString(16).padStart(8, '0');
  };
  return half(0x811c9dc5) + half(0x9747b28c);
}
