/** A source text split by what its characters are; each part keeps every character at its place, the rest is blank. */
export interface SourceParts {
  /** Code without comments and without what stands inside strings. */
  readonly code: string;
  /** Code with its strings, without comments. */
  readonly codeAndStrings: string;
  /** What stands inside strings. */
  readonly strings: string;
  /** Comments alone. */
  readonly comments: string;
}

type Kind = 'code' | 'string' | 'comment';

/**
 * Splits a source into code, strings and comments, so that a check does not take a word in a sentence for a call.
 * **Why** a scanner of our own: the compiler we pin has no programming interface. It is not a parser: where it guesses
 * wrong (a lone quote in JSX text), the mistake ends with the line.
 */
export function partsOf(text: string): SourceParts {
  const known = cache.get(text) ?? split(text);
  cache.set(text, known);
  return known;
}

/** Many checks look at the same files. */
const cache = new Map<string, SourceParts>();

function split(text: string): SourceParts {
  const kinds = classify(text);
  const keep = (...wanted: Kind[]) =>
    Array.from(kinds, (kind, at) => (wanted.includes(kind) || text[at] === '\n' ? text[at] : ' ')).join('');
  return {
    code: keep('code'),
    codeAndStrings: keep('code', 'string'),
    strings: keep('string'),
    comments: keep('comment'),
  };
}

function classify(text: string): Kind[] {
  const kinds: Kind[] = Array.from({ length: text.length }, () => 'code');
  // One entry for each `${` that is open, with the braces opened inside it.
  const templates: number[] = [];
  let at = 0;
  const mark = (kind: Kind, end: number) => {
    kinds.fill(kind, at, end);
    at = end;
  };
  const template = () => {
    const end = endOfTemplateText(text, at);
    mark('string', end);
    if (text.startsWith('${', end)) {
      templates.push(0);
      at = end + 2;
    } else {
      at = end + 1;
    }
  };
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    const one = two[0] ?? '';
    if (two === '//' || (at === 0 && two === '#!')) mark('comment', endOfLine(text, at));
    else if (two === '/*') mark('comment', endAfter(text, '*/', at + 2));
    else if (one === '"' || one === "'") {
      at += 1;
      mark('string', endOfQuoted(text, at, one));
      at += 1;
    } else if (one === '`') {
      at += 1;
      template();
    } else if (one === '/' && startsRegex(text, at)) {
      at += 1;
      mark('string', endOfRegex(text, at));
      at += 1;
    } else if (one === '}' && templates.at(-1) === 0) {
      templates.pop();
      at += 1;
      template();
    } else {
      const open = templates.length - 1;
      if (open >= 0 && (one === '{' || one === '}')) templates[open] = (templates[open] ?? 0) + (one === '{' ? 1 : -1);
      at += 1;
    }
  }
  return kinds;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function endAfter(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + mark.length;
}

function endOfQuoted(text: string, from: number, quote: string): number {
  let at = from;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

function endOfTemplateText(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '`' && !text.startsWith('${', at)) at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

function endOfRegex(text: string, from: number): number {
  let inClass = false;
  let at = from;
  while (at < text.length && text[at] !== '\n' && (inClass || text[at] !== '/')) {
    if (text[at] === '[') inClass = true;
    if (text[at] === ']') inClass = false;
    at += text[at] === '\\' ? 2 : 1;
  }
  return Math.min(at, text.length);
}

/** A slash begins an expression's regular expression where no value can have ended just before. */
function startsRegex(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at).trimEnd();
  return before === '' || /[(,=:[!&|?{};+*%~^]$|=>$|\b(return|typeof|case|in|of)$/.test(before);
}
