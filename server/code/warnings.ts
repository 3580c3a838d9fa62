// What a replacement loses that nobody may have thought of: the state of modules, which begin anew.

import type { Snapshot } from './snapshot.ts'

/** A variable of a module that changes, or holds what changes. */
const STATE =
  /^(?:export\s+)?(?:let\s+([\w$]+)|const\s+([\w$]+)\s*=\s*new\s+(?:Map|Set|WeakMap|WeakSet|Array)\b|const\s+([\w$]+)\s*=\s*(?:\[\s*\]|\{\s*\})\s*;?\s*$)/

/** One for each such variable in these files, unless the file uses `hot`. */
export function warningsOf({ files }: Snapshot, names: readonly string[]): string[] {
  return names.flatMap(name => {
    const source = files.get(name)?.source ?? ''
    return /\bhot\(import\.meta\)/.test(source) ? [] : statesIn(source).map(each => `${name}:${each}`)
  })
}

function statesIn(source: string): string[] {
  return source.split('\n').flatMap((line, i) => {
    const [found, ...groups] = STATE.exec(line) ?? []
    const variable = groups.find(Boolean)
    return found === undefined
      ? []
      : [`${i + 1}: ${variable} begins anew with each version of this file; keep it in hot(import.meta).data`]
  })
}
