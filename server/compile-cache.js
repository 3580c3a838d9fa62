// Keeps what Node made of the modules, so that the next start, and each thread, is quicker: what V8 compiled, and the
// TypeScript without its types, which Node 22 takes away anew in each thread. Each thread that imports this first has it. A cache
// that can't be written, or was made by another Node, is left alone.

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
// By name, an older Node would stop here and not say what it lacks.
import module from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { threadId } from 'node:worker_threads'

const ROOT = join(import.meta.dirname, '..')
const CACHE = join(ROOT, 'node_modules/.cache')
const STRIPPED = join(CACHE, 'stripped')

const hashOf = text => createHash('sha1').update(process.version).update(text).digest('hex')

/** One file for each module, which an edit replaces. Its first line says what it was made from. */
const keptIn = path => join(STRIPPED, hashOf(relative(ROOT, path)))

function load(url, context, next) {
  if (!/^file:[^?]*\.ts(\?|$)/.test(url)) return next(url, context)
  const source = stripped(fileURLToPath(url))
  // What has no JavaScript, the loader refuses in its own words.
  return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true }
}

function stripped(path) {
  try {
    const text = readFileSync(path, 'utf8')
    const [file, key] = [keptIn(path), `//${hashOf(text)}\n`]
    const kept = readKept(file)
    if (kept?.startsWith(key)) return kept.slice(key.length)
    const javaScript = withoutTypes(text)
    keep(file, key + javaScript)
    return javaScript
  } catch {
    return undefined
  }
}

function readKept(file) {
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

/** As the loader does it; without the warning, which it does not give either. */
function withoutTypes(text) {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return module.stripTypeScriptTypes(text)
  } finally {
    process.emitWarning = emitWarning
  }
}

if (module.registerHooks && module.stripTypeScriptTypes) {
  module.enableCompileCache(join(CACHE, 'compiled'))
  module.registerHooks({ load })
}
