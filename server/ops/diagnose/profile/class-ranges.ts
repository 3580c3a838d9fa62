// Which class a line of a source file belongs to. Found by how code is laid out: a class ends with the first brace that stands
// as far left as its beginning.

export interface ClassRange {
  name: string
  /** Lines from 0; the last one is its closing brace. */
  first: number
  last: number
}

const BEGINNING = /^(\s*)(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\s+(\w+)/

/** In the order of their beginnings. */
export function classRanges(source: string): ClassRange[] {
  const lines = source.split('\n')
  return lines.flatMap((line, first) => {
    const [, indent, name] = BEGINNING.exec(line) ?? []
    if (indent === undefined || name === undefined) return []
    const end = lines.findIndex((each, i) => i >= first && each.startsWith(`${indent}}`))
    return [{ name, first, last: end < 0 ? lines.length : end }]
  })
}

/** The innermost class around a line. */
export const classAt = (ranges: readonly ClassRange[], line: number): string | undefined =>
  ranges.findLast(({ first, last }) => first <= line && line <= last)?.name
