// Tries at the start what the settings name: hosts and ports are listened on, files opened, folders made and written to.
// So a server that can't run ends before it has begun, in one line, and leaves nothing behind.

import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { StartError } from '../core/errors.ts'
import { tryListening } from '../core/listening.ts'
import { hasLoginServer } from '../login/settings.ts'

/** What the trial has made. */
export interface Trial {
  /** Removes the folders that were made and are still empty. */
  undo(): void
}

/** Throws StartError that names the setting. `hasTables`: the game reads the designers' folder. */
export async function trySettings(config: Config, hasTables: boolean): Promise<Trial> {
  await tryPorts(config)
  const made = new MadeFolders()
  try {
    tryFiles(config)
    tryFolders(config, made, hasTables)
    return made
  } catch (error) {
    made.undo()
    throw error
  }
}

/** All at once, so that two of this server's own on one port are found as well. */
async function tryPorts(config: Config): Promise<void> {
  const { gate, web, login } = config
  const { enabled, ...ofConsole } = config.console
  const listeners = []
  try {
    if (!login.alone) listeners.push(await tryListening({ section: 'gate', ...gate }))
    if (web.enabled) listeners.push(await tryListening({ section: 'web', ...web }))
    if (enabled) listeners.push(await tryListening({ section: 'console', ...ofConsole }))
    if (hasLoginServer(config)) listeners.push(await tryListening({ section: 'login', ...login }))
  } finally {
    for (const listener of listeners) await new Promise(done => listener.close(done))
  }
}

function tryFiles({ gate: { tls } }: Config): void {
  if (!tls) return
  tryReading('gate.tls.key', tls.key)
  tryReading('gate.tls.cert', tls.cert)
}

function tryFolders(config: Config, made: MadeFolders, hasTables: boolean): void {
  const { store, save, table, board, log, audit, code, login } = config
  if (hasTables) attempt('table.dir', table.dir, () => readable(table.dir))
  if (log.file !== '') attempt('log.file', log.file, () => appendable(log.file, made))
  attempt('audit.file', audit.file, () => appendable(audit.file, made))
  if (store.kind === 'embedded' || board.redis === '') tryWriting('store.path', store.path, made)
  tryWriting('save.unsaved', save.unsaved, made)
  if (hasTables) tryWriting('table.history', table.history, made)
  if (!login.alone) tryWriting('code.history', code.history, made)
}

function tryReading(setting: string, path: string): void {
  attempt(setting, path, () => {
    if (!statSync(path).isFile()) throw new StartError('it is no file')
    accessSync(path, constants.R_OK)
  })
}

function readable(path: string): void {
  if (!statSync(path).isDirectory()) throw new StartError('it is no folder')
  accessSync(path, constants.R_OK | constants.X_OK)
}

/** A pipe would be waited for until somebody reads it. */
function appendable(path: string, made: MadeFolders): void {
  const folder = dirname(path)
  if (statSync(folder, { throwIfNoEntry: false })?.isFile()) throw errorWith('ENOTDIR')
  made.make(folder)
  const before = statSync(path, { throwIfNoEntry: false })
  if (before?.isFIFO() || before?.isSocket()) throw new StartError('it is a pipe or a socket')
  closeSync(openSync(path, 'a'))
  if (!before) rmSync(path)
}

function tryWriting(setting: string, path: string, made: MadeFolders): void {
  attempt(setting, path, () => {
    made.make(path)
    const probe = join(path, `.probe-${process.pid}`)
    writeFileSync(probe, 'Whether this folder can be written to; may be removed.\n')
    rmSync(probe)
  })
}

function attempt(setting: string, path: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    throw new StartError(`${setting}: ${path} can't be used: ${reasonOf(error as NodeJS.ErrnoException)}`, {
      cause: error,
    })
  }
}

const errorWith = (code: string): Error => Object.assign(new Error(code), { code })

const REASONS: Record<string, string> = {
  ENOENT: 'it does not exist',
  EEXIST: 'it is a file, and a folder is needed',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder, and a file is needed',
  EACCES: 'this user has no right to it',
  EPERM: 'this user has no right to it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: "this user's share of the disk is full",
}

const reasonOf = ({ code = '', syscall, message }: NodeJS.ErrnoException): string =>
  code === 'ENOENT' && syscall === 'mkdir' ? 'it can not be made there' : (REASONS[code] ?? message)

class MadeFolders implements Trial {
  /** The innermost last. */
  readonly #folders: string[] = []

  /** One by one: Node's recursive mkdir never ends where the parent is there and can't have folders, as in /proc. */
  make(path: string): void {
    const missing: string[] = []
    for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.unshift(at)
    for (const folder of missing) {
      mkdirSync(folder)
      this.#folders.push(folder)
    }
    if (!statSync(path).isDirectory()) throw errorWith('EEXIST')
  }

  undo(): void {
    for (const folder of this.#folders.reverse()) {
      try {
        rmdirSync(folder)
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT') throw error
      }
    }
  }
}
