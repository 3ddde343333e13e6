import { tokensOf, type Token } from './lexer.ts';
import {
  constants,
  RuleSyntaxError,
  testFunctions,
  type Condition,
  type Expression,
  type Interval,
  type ItemSet,
  type NumberLiteral,
  type Range,
  type Reference,
  type Relation,
  type Rule,
} from './syntax.ts';

const relations: readonly string[] = ['=', '≠', '<', '≤', '>', '≥', '≈'];
const aggregates: readonly string[] = ['计数', '求和', '最大', '最小', '去重'];

/** Reads a rule; throws RuleSyntaxError with the column and what was expected. */
export function parseRule(source: string): Rule {
  const parser = new Parser(tokensOf(source));
  const rule = parser.rule();
  parser.end();
  return rule;
}

/** Reads an expression on its own, such as the 02/01 of a message; throws as parseRule does. */
export function parseExpression(source: string): Expression {
  const parser = new Parser(tokensOf(source));
  const expression = parser.expression();
  parser.end();
  return expression;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  rule(): Rule {
    if (!this.#take('若')) return this.#condition();
    const when = this.#condition();
    this.#take(',');
    this.#expect('则');
    return { kind: 'if', when, then: this.#condition() };
  }

  end(): void {
    if (this.#peek().kind !== 'end') throw this.#error('end of the rule');
  }

  #condition(): Condition {
    const of = [this.#conjunction()];
    while (this.#take('或')) of.push(this.#conjunction());
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'or', of };
  }

  #conjunction(): Condition {
    const of = [this.#unary()];
    while (this.#take('且')) of.push(this.#unary());
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'and', of };
  }

  #unary(): Condition {
    if (this.#take('非')) return { kind: 'not', of: this.#unary() };
    if (!this.#is('(')) return this.#test();
    // Ordered choice: "(" opens an expression of a test, or a rule in brackets.
    const start = this.#at;
    try {
      return this.#test();
    } catch (error) {
      if (!(error instanceof RuleSyntaxError)) throw error;
      this.#at = start;
      this.#expect('(');
      const of = this.rule();
      this.#expect(')');
      return { kind: 'group', of };
    }
  }

  #test(): Condition {
    const { text, kind } = this.#peek();
    if (kind === 'word' && (text === '填' || text === '空' || text === '零')) {
      this.#next();
      this.#expect('(');
      const of = this.#reference();
      const reason = this.#take(',') ? this.#kind('text', 'a text').text : null;
      this.#expect(')');
      return { kind: 'state', test: text, of, reason };
    }
    if (this.#take('有')) {
      this.#expect('(');
      const table = this.#kind('table', 'a table').text;
      const back = this.#shift();
      this.#expect(')');
      return { kind: 'has', table, back };
    }
    if (this.#take('唯一')) {
      this.#expect('(');
      const of = this.#references();
      const range = this.#range();
      this.#expect(')');
      return { kind: 'unique', of, range };
    }
    if (kind === 'function' && (testFunctions as readonly string[]).includes(text)) {
      return { kind: 'holds', ...this.#call() };
    }
    const left = this.expression();
    if (this.#is('∈') || this.#is('∉')) {
      const negated = this.#next().text === '∉';
      return { kind: 'member', negated, of: left, set: this.#is('[') ? this.#interval() : this.#set() };
    }
    const sign = this.#peek();
    if (sign.kind !== 'operator' || !relations.includes(sign.text)) throw this.#error('a relation');
    this.#next();
    const right = this.expression();
    const tolerance = this.#take('±') ? this.#number() : null;
    if (sign.text === '≈' && tolerance === null) throw this.#error('± after ≈');
    return { kind: 'compare', operator: sign.text as Relation, left, right, tolerance };
  }

  #interval(): Interval {
    this.#expect('[');
    const low = this.#bound();
    this.#expect(',');
    const high = this.#bound();
    this.#expect(']');
    return { kind: 'interval', low, high };
  }

  #bound(): { negative: boolean; number: NumberLiteral } {
    const negative = this.#take('-');
    return { negative, number: this.#number() };
  }

  #set(): ItemSet {
    this.#expect('{');
    const items: { from: string; to: string | null }[] = [];
    do {
      const from = this.#literal();
      items.push({ from, to: this.#take('..') ? this.#literal() : null });
    } while (this.#take(','));
    this.#expect('}');
    return { kind: 'set', items };
  }

  #literal(): string {
    const token = this.#next();
    if (token.kind === 'text' || token.kind === 'month' || token.kind === 'number') return token.text;
    throw this.#error('a value', token);
  }

  #number(): NumberLiteral {
    const token = this.#next();
    if (token.kind !== 'number') throw this.#error('a number', token);
    return { kind: 'number', digits: token.text, unit: token.unit };
  }

  expression(): Expression {
    let left = this.#term();
    while (this.#is('+') || this.#is('-')) {
      const operator = this.#next().text as '+' | '-';
      left = { kind: 'binary', operator, left, right: this.#term() };
    }
    return left;
  }

  #term(): Expression {
    let left = this.#factor();
    while (this.#is('×') || this.#is('/')) {
      const operator = this.#next().text as '×' | '/';
      left = { kind: 'binary', operator, left, right: this.#factor() };
    }
    return left;
  }

  #factor(): Expression {
    if (this.#take('-')) return { kind: 'negate', of: this.#factor() };
    const token = this.#peek();
    if (token.kind === 'number') return this.#number();
    if (token.kind === 'text') return { kind: 'text', text: this.#next().text };
    if (token.kind === 'month') return { kind: 'month', month: this.#next().text };
    if (token.kind === 'function') return { kind: 'value', ...this.#call() };
    if (token.kind === 'word') {
      if (token.text === '是' || token.text === '否')
        return { kind: 'flag', value: this.#next().text === '是' };
      if ((constants as readonly string[]).includes(token.text))
        return { kind: 'constant', name: this.#next().text };
      if (aggregates.includes(token.text)) return this.#aggregate();
    }
    if (this.#take('(')) {
      const of = this.expression();
      this.#expect(')');
      return { kind: 'parenthesis', of };
    }
    return this.#reference();
  }

  #aggregate(): Expression {
    const name = this.#next().text as '计数';
    this.#expect('(');
    const table = name === '计数' ? this.#kind('table', 'a table').text : null;
    const of = name === '计数' ? [] : this.#references();
    const range = this.#range();
    this.#expect(')');
    return { kind: 'aggregate', name, table, of, range, back: this.#shift() };
  }

  #range(): Range {
    const county = this.#take('全县');
    return { county, where: this.#take('其中') ? this.#condition() : null };
  }

  #call(): { name: string; args: Expression[] } {
    const name = this.#next().text;
    const args: Expression[] = [];
    this.#expect('(');
    while (!this.#is(')')) {
      args.push(this.expression());
      if (!this.#take(',')) break;
    }
    this.#expect(')');
    return { name, args };
  }

  #references(): Reference[] {
    const of = [this.#reference()];
    while (this.#take(',')) of.push(this.#reference());
    return of;
  }

  #reference(): Reference {
    const first = this.#peek();
    let owner: string | null = null;
    if (first.kind === 'table' || (first.kind === 'word' && ['当前', '单位', '参数'].includes(first.text))) {
      owner = this.#next().text;
      this.#expect('.');
    }
    const token = this.#next();
    const named =
      token.kind === 'code' ||
      token.kind === 'indicator' ||
      (token.kind === 'word' &&
        (token.text === '键' || token.text === 'x' || owner === '单位' || owner === '参数'));
    if (!named) throw this.#error('a field', token);
    let lastYearColumn = false;
    if (this.#is('.')) {
      this.#next();
      this.#expect('上年');
      lastYearColumn = true;
    }
    return { kind: 'reference', owner, name: token.text, lastYearColumn, back: this.#shift(), at: first.at };
  }

  #shift(): number {
    return this.#peek().kind === 'shift' ? Number(this.#next().text.slice(2)) : 0;
  }

  #kind(kind: Token['kind'], expected: string): Token {
    const token = this.#next();
    if (token.kind !== kind) throw this.#error(expected, token);
    return token;
  }

  #peek(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new RuleSyntaxError(0, 'a token');
    return token;
  }

  #next(): Token {
    const token = this.#peek();
    if (token.kind !== 'end') this.#at++;
    return token;
  }

  #is(text: string): boolean {
    const token = this.#peek();
    return token.text === text && (token.kind === 'operator' || token.kind === 'word');
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw this.#error(`“${text}”`);
  }

  #error(expected: string, token: Token = this.#peek()): RuleSyntaxError {
    return new RuleSyntaxError(
      token.at,
      `expected ${expected}, found ${token.kind === 'end' ? 'the end' : `“${token.text}”`}`,
    );
  }
}
