// TypeScript of the project without its types, kept for the next start and for other threads: Node's stripper takes 25 MB and
// 50 ms in each thread that loads it. In JavaScript, as it is read before any TypeScript can be.

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
// By name, an older Node would stop here and not say what it lacks.
import module from 'node:module'
import { dirname, join, relative } from 'node:path'
import { threadId } from 'node:worker_threads'

export const ROOT = join(import.meta.dirname, '../../..')
export const CACHE = join(ROOT, 'node_modules/.cache')
/** One file for each module, which an edit replaces. Its first line says what it was made from. */
const STRIPPED = join(CACHE, 'stripped')

const hashOf = text => createHash('sha1').update(process.version).update(text).digest('hex')

export function stripped(path, text) {
  const name = relative(ROOT, path)
  // What is made while the server or a test runs comes and goes.
  if (/^(\.\.|var)\b/.test(name)) return undefined
  const [file, key] = [join(STRIPPED, hashOf(name)), `//${hashOf(text)}\n`]
  const kept = readIfThere(file)
  if (kept?.startsWith(key)) return kept.slice(key.length)
  const javaScript = withoutTypes(text)
  if (javaScript !== undefined) keep(file, key + javaScript)
  return javaScript
}

export function readIfThere(file) {
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
