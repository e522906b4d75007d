import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SimAnswer } from './sim-call.ts';

/** The page on which a developer plays the customer; read once, with a policy that lets run only what stands in it. */
export function playerPage(): SimAnswer {
  const body = readFileSync(new URL('player.html', import.meta.url), 'utf8');
  const policy = [
    "default-src 'none'",
    "connect-src 'self'",
    'img-src data:',
    `script-src ${hashOf(body, 'script')}`,
    `style-src ${hashOf(body, 'style')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy.join('; ') };
  return { status: 200, headers, body };
}

function hashOf(page: string, tag: 'script' | 'style'): string {
  const inner = page.slice(page.indexOf(`<${tag}>`) + tag.length + 2, page.indexOf(`</${tag}>`));
  return `'sha256-${createHash('sha256').update(inner).digest('base64')}'`;
}
