// Keeps what Node made of the modules, so that the next start, and each thread, is quicker: what V8 compiled, and the
// TypeScript without its types, which Node 22 takes away anew in each thread. And finds them sooner. Each thread that imports
// this first has it. A cache that can't be written, or was made by another Node, is left alone.

import { readFileSync, realpathSync } from 'node:fs'
// By name, an older Node would stop here and not say what it lacks.
import module from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { CACHE, ROOT, readIfThere, stripped } from './core/code/stripped.js'

const HERE = pathToFileURL(`${ROOT}/`).href
const MODULE = { format: 'module', shortCircuit: true }
/** What is imported by several files is looked for once. */
const found = new Map()

/** Files of the project import each other by their paths: there is no package to look for. */
function resolve(specifier, context, next) {
  const { parentURL } = context
  if (!/^\.\.?\/.*\.ts$/.test(specifier) || !parentURL?.startsWith(HERE)) return next(specifier, context)
  const wanted = new URL(specifier, parentURL).href
  try {
    const url = found.get(wanted) ?? pathToFileURL(realpathSync.native(fileURLToPath(wanted))).href
    found.set(wanted, url)
    return { ...MODULE, url }
  } catch {
    return next(specifier, context)
  }
}

/** Zod's texts in 60 languages, each read when it is asked for. */
function lazyLocales(index) {
  const names = [...index.matchAll(/export \{ default as (\w+) \} from "\.\/([\w-]+)\.js"/g)]
  const lines = names.map(([, name, file]) => `export const ${name} = () => require('./${file}.cjs')()`)
  return [
    "import module from 'node:module'",
    'const require = module.createRequire(import.meta.url)',
    ...lines,
  ].join('\n')
}

function load(url, context, next) {
  if (url.endsWith('/zod/v4/locales/index.js')) return { ...MODULE, source: lazyLocales(readUrl(url)) }
  if (!/^file:[^?]*\.ts(\?|$)/.test(url)) return next(url, context)
  const path = fileURLToPath(url)
  const text = readIfThere(path)
  const source = text === undefined ? undefined : stripped(path, text)
  // What has no JavaScript, the loader refuses in its own words.
  return source === undefined ? next(url, context) : { ...MODULE, source }
}

const readUrl = url => readFileSync(fileURLToPath(url), 'utf8')

if (module.registerHooks && module.stripTypeScriptTypes) {
  module.enableCompileCache(join(CACHE, 'compiled'))
  module.registerHooks({ resolve, load })
}
