// npm run dev: the server, started anew when a file of the project is saved; files of the game it replaces itself, while it runs
// (code.watch), and is started anew where it can't. It is stopped in order and waited for; one that can't start, or crashes, waits
// for the next save. Ctrl-C ends both, and the server never outlives this program:
// it hears when the channel between them closes, however that came about.

import { type ChildProcess, fork } from 'node:child_process'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { watch } from 'chokidar'
import { parseCommandLine } from '../settings/command-line.ts'
import { loadSettings } from '../settings/load.ts'

const ROOT = join(import.meta.dirname, '../..')
const CHILD = '--as-child'
/** Of the project's folder; tables are replaced by the server itself, the page is bundled anew by a restart only. */
const LEFT_OUT = new Set(['node_modules', 'var', 'data', 'test', 'web'])
const CODE = new Set(['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'])
/** Unless it is told otherwise. */
const WATCHING = ['--set', 'code.watch=true']
/** Files that are saved within this time are one change, ms. */
const GATHER = 100

class DevRunner {
  readonly #args: readonly string[]
  readonly #changed = new Set<string>()
  #child: ChildProcess | undefined
  #gathering: NodeJS.Timeout | undefined
  #isStopping = false
  #isEnding = false
  /** Its files are the server's own matter while it runs; '' while that is not known. */
  #gameFolder = ''

  constructor(args: readonly string[]) {
    this.#args = args
  }

  start(): void {
    const child = fork(import.meta.filename, [CHILD, ...WATCHING, ...this.#args], { stdio: 'inherit' })
    this.#child = child
    child.on('message', message => this.#hear(message))
    child.once('exit', (code, signal) => this.#onExit(code, signal))
  }

  /** A saved file; several at once are one restart. */
  change(path: string): void {
    const isOfGame = this.#gameFolder !== '' && path.startsWith(this.#gameFolder)
    if (isOfGame && this.#child && !this.#isStopping) return
    this.#changed.add(relative(ROOT, path))
    clearTimeout(this.#gathering)
    this.#gathering = setTimeout(() => this.#restart(), GATHER)
  }

  /** Ends when the server has. A second wish reaches the server, which then ends at once. */
  end(): void {
    this.#isEnding = true
    clearTimeout(this.#gathering)
    if (this.#child) this.#stopChild(this.#child)
    else process.exit(0)
  }

  /** From the server: `restart`, or the folder of its game. */
  #hear(message: unknown): void {
    const { game } = message as { game?: string }
    if (message === 'restart') this.#restart()
    else if (game !== undefined) this.#gameFolder = game + sep
  }

  #restart(): void {
    const names = [...this.#changed]
    this.#changed.clear()
    console.log(
      names.length === 0
        ? 'what was saved can only be started anew'
        : `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and more' : ''} changed, starting again`,
    )
    if (this.#child) this.#stopChild(this.#child)
    else this.start()
  }

  /** Windows has no signal that a program could hear: there the closed channel says it. */
  #stopChild(child: ChildProcess): void {
    this.#isStopping = true
    if (process.platform !== 'win32') child.kill('SIGTERM')
    else if (child.connected) child.disconnect()
  }

  #onExit(code: number | null, signal: NodeJS.Signals | null): void {
    const wasStopped = this.#isStopping
    this.#child = undefined
    this.#isStopping = false
    if (this.#isEnding) process.exit(code ?? 1)
    if (wasStopped) return this.start()
    if (code === 0) process.exit(0)
    console.error(`the server ended with ${signal ?? code}, waiting for a change`)
  }
}

/** The server itself. */
async function runAsChild(): Promise<void> {
  process.argv.splice(2, 1)
  process.once('disconnect', () => {
    // Before the server listens to signals there is nothing to be saved.
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(1)
  })
  const { file, sets } = parseCommandLine(process.argv.slice(2))
  const { config } = await loadSettings(file, sets).catch(() => ({ config: undefined }))
  if (config?.code.watch) process.send?.({ game: dirname(resolve(ROOT, config.game)) })
  await import('../main.ts')
}

function run(args: readonly string[]): void {
  const runner = new DevRunner(args)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => runner.end())
  const elsewhere = args.filter(arg => CODE.has(extname(arg))).map(file => resolve(file))
  const watcher = watch([ROOT, ...elsewhere], {
    ignoreInitial: true,
    ignored: (path, stats) => isLeftOut(path) || (stats?.isFile() === true && !isCode(path)),
  })
  watcher.on('all', (event, path) => {
    if (event !== 'addDir' && event !== 'unlinkDir') runner.change(path)
  })
  watcher.once('ready', () => runner.start())
}

/** Of scripts beside package.json the server knows nothing. */
function isCode(path: string): boolean {
  const isBeside = dirname(path) === ROOT && basename(path) !== 'package.json'
  return CODE.has(extname(path)) && !isBeside
}

function isLeftOut(path: string): boolean {
  const inside = relative(ROOT, path)
  const [top = ''] = inside.split(sep)
  return LEFT_OUT.has(top) || (top.startsWith('.') && top !== '..')
}

if (process.argv[2] === CHILD) await runAsChild()
else run(process.argv.slice(2))
