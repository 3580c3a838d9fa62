// Code as HTML with its comments and texts marked, and the lines that a diff adds or takes away. No more than that: it
// has to be readable, not parsed.

import { escapeHtml } from './html.ts'

const SLASHES = /(\/\/.*$|\/\*[\s\S]*?\*\/)|('(?:[^'\\\n]|\\.)*'|`[^`]*`)/gm
const HASHES = /((?:^|(?<=\s))#.*$)|('[^'\n]*'|"[^"\n]*")/gm

const PATTERNS: Record<string, RegExp> = { ts: SLASHES, sh: HASHES, sproto: HASHES, ini: HASHES }

export function highlight(code: string, language: string): string {
  if (language === 'diff') return code.split('\n').map(diffLine).join('\n')
  const pattern = PATTERNS[language]
  if (!pattern) return escapeHtml(code)
  let html = ''
  let end = 0
  for (const match of code.matchAll(pattern)) {
    const kind = match[1] === undefined ? 'code-text' : 'code-comment'
    html += `${escapeHtml(code.slice(end, match.index))}<span class="${kind}">${escapeHtml(match[0])}</span>`
    end = match.index + match[0].length
  }
  return html + escapeHtml(code.slice(end))
}

function diffLine(line: string): string {
  const kind = { '+': 'code-added', '-': 'code-removed', '/': 'code-comment' }[line[0] ?? '']
  return kind ? `<span class="${kind}">${escapeHtml(line)}</span>` : escapeHtml(line)
}
