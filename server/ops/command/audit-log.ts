// Who has changed something of a running server, when, and what became of it: a line of JSON for each, in a file that only
// the server's user can read and that goes on over restarts. At `maxSize` it is renamed: audit.jsonl.1 is the last one
// before it, the highest number the oldest. It keeps true: what can't be written there is in the server's log.

import { appendFileSync, chmodSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Logger } from '../../core/log/log.ts'
import type { Clock } from '../../lib/clock.ts'
import type { AuditConfig } from '../settings.ts'

export interface AuditEntry {
  /** An address of the console, or the name of a token. */
  by: string
  command: string
  /** Without secrets. */
  given: Readonly<Record<string, unknown>>
  /** `begun`, then `ok` or `failed`. */
  result: string
  error?: string | undefined
  /** How long it took. */
  ms?: number | undefined
}

export interface AuditLogOptions extends AuditConfig {
  node: number
  clock: Clock
  log: Logger
}

const OWNER_ONLY = 0o600

export class AuditLog {
  readonly #options: AuditLogOptions

  constructor(options: AuditLogOptions) {
    this.#options = options
  }

  /** Written when it returns. */
  add(entry: AuditEntry): void {
    const { file, node, clock, log } = this.#options
    const time = new Date(clock.now()).toISOString()
    const line = { time, node, ...entry }
    try {
      this.#makeRoom()
      appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: OWNER_ONLY })
    } catch (error) {
      log.error({ err: error, file, audit: line }, 'audit.file can not be written; this line is here instead')
    }
  }

  /** The file as it has to be before something is added to it: not full, and of this user only. */
  #makeRoom(): void {
    const { file, maxSize } = this.#options
    const stat = statSync(file, { throwIfNoEntry: false })
    if (!stat) return void mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    if (stat.size >= maxSize) return this.#rotate()
    if (stat.isFile() && (stat.mode & 0o077) !== 0) chmodSync(file, OWNER_ONLY)
  }

  #rotate(): void {
    const { file, keep } = this.#options
    rmSync(`${file}.${keep}`, { force: true })
    for (let n = keep - 1; n >= 1; n--) renameIfThere(`${file}.${n}`, `${file}.${n + 1}`)
    renameSync(file, `${file}.1`)
  }
}

function renameIfThere(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to)
}
