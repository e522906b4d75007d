const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENS = new Set([0x5b, 0x7b]);
const CLOSES = new Set([0x5d, 0x7d]);

/**
 * Whether a JSON text nests deeper than allowed, told without parsing it.
 * **Why** before: what walks the parsed value afterwards does so by calling itself, and must not run out of stack.
 */
export function isDeeperThan(json: string, max: number): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < json.length; index++) {
    const unit = json.charCodeAt(index);
    if (inText) {
      if (unit === BACKSLASH) index++;
      else if (unit === QUOTE) inText = false;
    } else if (unit === QUOTE) inText = true;
    else if (OPENS.has(unit)) {
      depth++;
      if (depth > max) return true;
    } else if (CLOSES.has(unit)) depth--;
  }
  return false;
}
