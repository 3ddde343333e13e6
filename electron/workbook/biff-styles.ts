const strikeOut = 0x0008;

/** The cell styles of a BIFF stream whose font strikes out, from its FONT and XF records in their order. */
export class StruckStyles {
  readonly #fonts: boolean[] = [];
  readonly #styles: boolean[] = [];

  font(body: Buffer): void {
    this.#fonts.push((body.readUInt16LE(2) & strikeOut) !== 0);
  }

  format(body: Buffer): void {
    const font = body.readUInt16LE(0);
    // There is no font 4: the fifth record has the number 5.
    this.#styles.push(this.#fonts[font > 4 ? font - 1 : font] === true);
  }

  areStruck(style: number): boolean {
    return this.#styles[style] === true;
  }
}
