// A process of its own that knows the types of a game, and says what is wrong with them each time it is asked. It is kept: the
// first look takes seconds, the next ones look at what has changed. Without the package typescript it says so.

import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type TypeScript from 'typescript'

type Ts = typeof TypeScript

/** What comes back; `isChecked` is false where there is no TypeScript. */
export interface TypeAnswer {
  isChecked: boolean
  problems: string[]
}

/** Problems that are told; the first ones tell most. */
const MOST = 20

function serviceFor(ts: Ts, entry: string) {
  const found = ts.findConfigFile(dirname(entry), ts.sys.fileExists)
  const root = dirname(found ?? entry)
  const read = found ? ts.readConfigFile(found, ts.sys.readFile).config : {}
  const { options } = ts.parseJsonConfigFileContent(read, ts.sys, root)
  return ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, noEmit: true, incremental: false }),
    getScriptFileNames: () => [entry],
    getScriptVersion: versionOf,
    getScriptSnapshot: file => {
      const text = textOf(file)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: each => ts.getDefaultLibFilePath(each),
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  })
}

function versionOf(file: string): string {
  const { mtimeMs, size } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: 0 }
  return `${mtimeMs} ${size}`
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Of the game's own files; what lies outside of its folder is not replaced. */
function problemsOf(ts: Ts, service: ReturnType<typeof serviceFor>, folder: string): string[] {
  const files = service.getProgram()?.getSourceFiles() ?? []
  const own = files.map(({ fileName }) => fileName).filter(file => file.startsWith(folder))
  return own.flatMap(file =>
    [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)].map(each => {
      const text = ts.flattenDiagnosticMessageText(each.messageText, ' ')
      const at = each.file?.getLineAndCharacterOfPosition(each.start ?? 0)
      const place = at ? `:${at.line + 1}:${at.character + 1}` : ''
      return `${file.slice(folder.length)}${place}: ${text}`
    }),
  )
}

async function open(entry: string): Promise<() => TypeAnswer> {
  const ts = await import('typescript').then(
    ({ default: found }) => found,
    () => undefined,
  )
  if (!ts) return () => ({ isChecked: false, problems: [] })
  const service = serviceFor(ts, entry)
  const folder = `${dirname(entry)}/`
  return () => ({ isChecked: true, problems: problemsOf(ts, service, folder).slice(0, MOST) })
}

const check = await open(process.argv[2]!)
process.on('message', () => process.send!(check()))
process.on('disconnect', () => process.exit(0))
process.send!('ready')
