// Which figures a benchmark compares two versions by: those that its file exports as `figures`.

import { existsSync } from 'node:fs'
import type { Figure } from './figure.ts'

/** Empty where this version has no such benchmark, or it names none. */
export async function figuresOf(bench: string): Promise<readonly Figure[]> {
  const file = new URL(`../${bench}.ts`, import.meta.url)
  if (!existsSync(file)) return []
  const { figures = [] } = (await import(file.href)) as { figures?: readonly Figure[] }
  return figures
}
