// Keeps what Node made of the modules, so that the next start, and each thread, is quicker: what V8 compiled, and the
// TypeScript without its types, which Node 22 takes away anew in each thread. And finds them sooner. Each thread that imports
// this first has it. A cache that can't be written, or was made by another Node, is left alone.

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
// By name, an older Node would stop here and not say what it lacks.
import module from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { threadId } from 'node:worker_threads'

const ROOT = join(import.meta.dirname, '..')
const HERE = pathToFileURL(`${ROOT}/`).href
const CACHE = join(ROOT, 'node_modules/.cache')
const MODULE = { format: 'module', shortCircuit: true }
/** One file for each module, which an edit replaces. Its first line says what it was made from. */
const STRIPPED = join(CACHE, 'stripped')

const hashOf = text => createHash('sha1').update(process.version).update(text).digest('hex')

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
  const source = stripped(fileURLToPath(url))
  // What has no JavaScript, the loader refuses in its own words.
  return source === undefined ? next(url, context) : { ...MODULE, source }
}

function stripped(path) {
  const name = relative(ROOT, path)
  // What is made while the server or a test runs comes and goes.
  if (/^(\.\.|var)\b/.test(name)) return undefined
  const text = readIfThere(path)
  if (text === undefined) return undefined
  const [file, key] = [join(STRIPPED, hashOf(name)), `//${hashOf(text)}\n`]
  const kept = readIfThere(file)
  if (kept?.startsWith(key)) return kept.slice(key.length)
  const javaScript = withoutTypes(text)
  if (javaScript !== undefined) keep(file, key + javaScript)
  return javaScript
}

const readUrl = url => readFileSync(fileURLToPath(url), 'utf8')

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function keep(file, text) {
  const own = `${file}.${process.pid}.${threadId}`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(own, text)
    renameSync(own, file)
  } catch {
    // The next start does without it, as this one did.
  }
}

/** As the loader does it, and like it without a warning; undefined where it fails. */
function withoutTypes(text) {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return module.stripTypeScriptTypes(text)
  } catch {
    return undefined
  } finally {
    process.emitWarning = emitWarning
  }
}

if (module.registerHooks && module.stripTypeScriptTypes) {
  module.enableCompileCache(join(CACHE, 'compiled'))
  module.registerHooks({ resolve, load })
}
