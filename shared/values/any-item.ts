/**
 * Whether a question asks which item a header or row is: any item of the return is an answer (`field:03`), besides those that the
 * question proposes. One about what is there twice has its own answers.
 */
export function takesAnyItem({
  kind,
  details,
}: {
  readonly kind: string;
  readonly details: Readonly<Record<string, string>>;
}): boolean {
  return kind === 'column-unclear' && details['twice'] === undefined;
}
