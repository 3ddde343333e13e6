type Answers = Readonly<Record<string, string>>;

/** Answers that keep in mind which of them were looked at: any other is to a question that nothing asks any more. */
export function lookedUp(all: Answers): { readonly answers: Answers; readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  const answers = new Proxy(all, {
    get(given, id) {
      const answer = typeof id === 'string' ? given[id] : undefined;
      if (typeof id === 'string' && answer !== undefined) used.add(id);
      return answer;
    },
  });
  return { answers, used };
}
