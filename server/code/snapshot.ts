// The files of a game as they are at one moment. The version of a file is a hash of all that it reaches within the game's folder,
// itself included: what has not changed keeps its version, and so its module, in every thread.

import { createHash } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { CodeRefusal } from '../core/code/code-hooks.ts'
import { stripped } from '../core/code/stripped.js'
import { TypeScriptMistake, withoutTypes } from '../core/code/without-types.ts'

/** One file of the game. */
export interface GameFile {
  /** As it is on the disk. */
  readonly text: string
  /** The same in JavaScript. */
  readonly source: string
  /** The file's version. */
  readonly version: string
}

export interface Snapshot {
  /** A hash of all files. */
  readonly hash: string
  /** The game's module, relative to the folder. */
  readonly entry: string
  /** Its folder, as a URL that ends with a slash. */
  readonly folder: string
  /** By paths relative to the folder, with slashes; in the order of the alphabet. */
  readonly files: ReadonlyMap<string, GameFile>
}

/** Bytes of one file. */
const LARGEST = 4_000_000
const MOST_FILES = 5000

/** Reads the game whose module is `path`. Throws CodeRefusal for a file that is no TypeScript, and what reading throws. */
export async function takeSnapshot(path: string): Promise<Snapshot> {
  const module = await realpath(resolve(path))
  const root = dirname(module)
  const read = async (name: string): Promise<string | undefined> => {
    try {
      return await readFile(join(root, name), 'utf8')
    } catch (error) {
      if (name === entry) throw error
      return undefined
    }
  }
  const entry = nameOf(relative(root, module))
  return snapshotOf({ entry, folder: pathToFileURL(root + sep).href, read })
}

export interface Reading {
  entry: string
  folder: string
  /** The text of a file; undefined where there is none. */
  read(name: string): Promise<string | undefined>
}

/** The same of files that are read in another way. */
export async function snapshotOf({ entry, folder, read }: Reading): Promise<Snapshot> {
  const texts = new Map<string, { text: string; source: string; imports: string[] }>()
  const problems: string[] = []
  const wanted = new Set([entry])
  for (const name of wanted) {
    const text = await read(name)
    if (text === undefined) continue
    if (text.length > LARGEST || wanted.size > MOST_FILES)
      throw new CodeRefusal([`${name}: expected a game of at most ${MOST_FILES} files, each up to 4 MB`])
    const { source, problem } = strip(name, text, folder)
    if (problem !== undefined) problems.push(problem)
    const imports = importsOf(name, source ?? text)
    texts.set(name, { text, source: source ?? '', imports })
    for (const each of imports) wanted.add(each)
  }
  if (problems.length > 0) throw new CodeRefusal(problems)
  const own = new Map([...texts].map(([name, { text }]) => [name, hash(text)]))
  const names = [...texts.keys()].sort()
  const versionOf = (name: string) => {
    const reached = new Set([name])
    for (const each of reached)
      for (const next of texts.get(each)!.imports) if (texts.has(next)) reached.add(next)
    return hash(
      [...reached]
        .sort()
        .map(each => `${each} ${own.get(each)}`)
        .join('\n'),
    )
  }
  const files = names.map(name => {
    const { text, source } = texts.get(name)!
    return [name, { text, source, version: versionOf(name) }] as const
  })
  return {
    hash: hash(names.map(name => `${name} ${own.get(name)}`).join('\n')),
    entry,
    folder,
    files: new Map(files),
  }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10)

const nameOf = (path: string): string => path.split(sep).join('/')

/** Each text in a module that names another one; one too many costs nothing. */
const NAMED = /(['"`])(\.\.?\/[^'"`\n]*?\.m?[jt]s)\1/g

function importsOf(name: string, source: string): string[] {
  const base = new URL(name, 'file:///game/')
  const found = [...source.matchAll(NAMED)].map(([, , specifier]) => new URL(specifier!, base).pathname)
  return [...new Set(found)]
    .filter(path => path.startsWith('/game/'))
    .map(path => decodeURIComponent(path.slice('/game/'.length)))
}

/** `problem`: what is wrong with the file, and where. */
function strip(name: string, text: string, folder: string): { source?: string; problem?: string } {
  if (!/\.m?ts$/.test(name)) return { source: text }
  try {
    return { source: stripped(fileURLToPath(new URL(name, folder)), text) ?? withoutTypes(text) }
  } catch (error) {
    if (!(error instanceof TypeScriptMistake)) throw error
    const place = [name, error.line, error.column].filter(part => part !== undefined).join(':')
    return { problem: `${place}: ${error.message}` }
  }
}
