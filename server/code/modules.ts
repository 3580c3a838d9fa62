// The modules of games on this thread. Imports of a game's files lead to the versions of the snapshot that they came with, also
// by an import() that runs later; what lies outside of the game's folder is what it always was. Node keeps its modules for the
// whole thread, and so this is kept for the whole thread too.
//
// The first version of a file that a thread sees has the file's own URL, so that whoever imports it directly has the same module;
// later ones have `?v=` behind it. A version is loaded anew when it comes back: its top level may have been disposed of.

import { registerHooks } from 'node:module'

/** A snapshot as threads load it. */
export interface ModuleSet {
  /** Of the snapshot. */
  readonly hash: string
  /** Of the game's module. */
  readonly entry: string
  /** A file's URL → that of its module. */
  readonly urls: ReadonlyMap<string, string>
  /** A module's URL → its JavaScript; those that every thread has may be left out. */
  readonly sources: ReadonlyMap<string, string>
}

interface GameModule {
  /** undefined once it is loaded. */
  source: string | undefined
  urls: ReadonlyMap<string, string>
}

const modules = new Map<string, GameModule>()
/** Each URL once, however many versions name it. */
const texts = new Map<string, string>()
let isListening = false

/** Runs the modules that are new, and gives what the game's module exports. Throws what one of them throws. */
export async function loadModules({ entry, urls, sources }: ModuleSet): Promise<Record<string, unknown>> {
  listen()
  const own = new Map([...urls].map(([file, url]) => [once(file), once(url)]))
  for (const [url, source] of sources) if (!modules.has(url)) modules.set(once(url), { source, urls: own })
  return import(entry)
}

/** What a module exports; nothing where no other one has imported it yet. */
export async function exportsOf(url: string): Promise<Record<string, unknown>> {
  const isLoaded = modules.get(url)?.source === undefined
  return isLoaded ? import(url) : {}
}

function once(text: string): string {
  const known = texts.get(text)
  if (known === undefined) texts.set(text, text)
  return known ?? text
}

function listen(): void {
  if (isListening) return
  isListening = true
  registerHooks({
    resolve(specifier, context, next) {
      if (modules.has(specifier)) return { url: specifier, format: 'module', shortCircuit: true }
      const parent = context.parentURL === undefined ? undefined : modules.get(context.parentURL)
      if (!parent || !/^\.\.?\//.test(specifier)) return next(specifier, context)
      const url = parent.urls.get(new URL(specifier, context.parentURL).href)
      return url === undefined ? next(specifier, context) : { url, format: 'module', shortCircuit: true }
    },
    load(url, context, next) {
      const module = modules.get(url)
      if (module?.source === undefined) return next(url, context)
      const { source } = module
      module.source = undefined
      return { format: 'module', source, shortCircuit: true }
    },
  })
}
