// Which module is that of a file in a version. Main decides it for all threads. Node keeps its modules for the whole process, and
// so this is kept for the whole process too.

import type { ModuleSet } from './modules.ts'
import type { Snapshot } from './snapshot.ts'

/** A snapshot with the modules that are made of it. */
export interface LoadedCode {
  readonly snapshot: Snapshot
  readonly modules: ModuleSet
}

/** A file's URL → the version that has the file's own URL. */
const firsts = new Map<string, string>()
/** Files of which there are others. */
const replaced = new Set<string>()
let count = 0

/** What has not changed since `current` keeps its modules; anything else gets new ones, also what was there before: it may have
 * failed, or been disposed of. Without `current`: what this process has loaded of these files is used again. */
export function modulesOf(snapshot: Snapshot, current?: LoadedCode): ModuleSet {
  const number = ++count
  const urls = new Map<string, string>()
  const sources = new Map<string, string>()
  for (const [name, { version, source }] of snapshot.files) {
    const file = urlOf(snapshot, name)
    const isSame = current?.snapshot.files.get(name)?.version === version
    const url =
      (isSame && current?.modules.urls.get(file)) ||
      urlFor(file, `${version}-${number}`, current === undefined)
    urls.set(file, url)
    sources.set(url, source)
  }
  const entry = urls.get(urlOf(snapshot, snapshot.entry))!
  return { hash: snapshot.hash, entry, urls, sources }
}

/** A set without what those have who have `before`. */
export function withoutKnown(set: ModuleSet, before: ModuleSet): ModuleSet {
  const known = new Set(before.urls.values())
  return { ...set, sources: new Map([...set.sources].filter(([url]) => !known.has(url))) }
}

const urlOf = ({ folder }: Snapshot, name: string): string => new URL(name, folder).href

function urlFor(file: string, version: string, isFirst: boolean): string {
  const own = version.slice(0, version.lastIndexOf('-'))
  if (isFirst && !firsts.has(file)) firsts.set(file, own)
  if (isFirst && firsts.get(file) === own && !replaced.has(file)) return file
  replaced.add(file)
  return `${file}?v=${version}`
}
