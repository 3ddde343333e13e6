const kept = 14;

/** A file's name that is shortened in its middle: beginning and end tell files of one folder apart. */
export function FileName({ name }: { readonly name: string }) {
  const characters = [...name];
  const cut = Math.max(0, characters.length - kept);
  return (
    <span className="file-name" title={name}>
      <span>{characters.slice(0, cut).join('')}</span>
      <span>{characters.slice(cut).join('')}</span>
    </span>
  );
}
