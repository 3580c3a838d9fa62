// A backup of the embedded store while the server runs. The leaderboards have a file of their own, so they are copied first,
// and no outbox is delivered to them until the roles are copied too. It keeps true: after a restore each update of a board
// that a role has sent counts once.

import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { AgentsService } from '../../agent/agents-service.ts'
import { AppError, type StartError } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import type { ThreadEdits } from '../../role/edit/thread-edits.ts'
import { type Commands, command } from '../../setup/commands.ts'
import { STORE, UNSAVED, writeManifest } from '../../store/backup/backup-files.ts'
import type { AllStores } from '../../store/on-main.ts'

export interface BackupOptions {
  node: Node
  stores: AllStores
  /** `config.save.unsaved`. */
  unsaved: string
}

/** ms that saving may take, and copying. */
const SAVE_WITHIN = 30_000
const COPY_WITHIN = 3_600_000

export function backupCommand(options: BackupOptions): Commands {
  let running: Promise<object> | undefined
  return {
    backup: command({
      summary: 'saves everything and copies the embedded store and the unsaved files while the server runs',
      scope: 'admin',
      args: { folder: z.string().min(1).describe('a new folder; a relative path begins at the project') },
      run({ folder }) {
        if (running) throw new AppError('TRY_AGAIN', 'another backup is in progress')
        running = backup(options, resolve(folder)).finally(() => {
          running = undefined
        })
        return running
      },
    }),
  }
}

async function backup(options: BackupOptions, folder: string): Promise<object> {
  const { node, stores } = options
  if (!stores.backup || !stores.boards.backup)
    throw new AppError(
      'BAD_MESSAGE',
      'only an embedded store is backed up; MongoDB and Redis have tools of their own',
    )
  const began = performance.now()
  makeFolder(folder)
  try {
    await saveAll(node)
    await copyStores(options, join(folder, STORE))
    copyUnsaved(options.unsaved, join(folder, UNSAVED))
    const { clock, nodeId } = node.thread
    const { files } = await writeManifest(folder, { time: new Date(clock.now()).toISOString(), node: nodeId })
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    return { folder, files: files.length, bytes, ms: Math.round(performance.now() - began) }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    if (error instanceof AppError) throw error
    throw new AppError('TRY_AGAIN', `${folder} was not written: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** Throws BAD_MESSAGE for a folder that has something in it. */
function makeFolder(folder: string): void {
  try {
    const stat = statSync(folder, { throwIfNoEntry: false })
    if (stat && (!stat.isDirectory() || readdirSync(folder).length > 0))
      throw new Error('expected a new folder, got one that is there')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
  } catch (error) {
    throw new AppError('BAD_MESSAGE', `folder: ${folder}: ${(error as Error | StartError).message}`)
  }
}

async function saveAll(node: Node): Promise<void> {
  for (const slot of node.slots) {
    const agents = await node.query<AgentsService>(`.agents/${slot}`)
    await agents.within(SAVE_WITHIN).call.saveAll()
  }
}

async function copyStores({ node, stores }: BackupOptions, folder: string): Promise<void> {
  const lives = livesOf(node)
  const edits = await Promise.all(node.slots.map(slot => node.query<ThreadEdits>(`.edits/${slot}`)))
  try {
    await Promise.all(edits.map(each => each.within(SAVE_WITHIN).call.holdOutbox(COPY_WITHIN)))
    await stores.boards.backup!(join(folder, 'boards'))
    await stores.backup!(folder)
  } finally {
    for (const each of edits) each.send.holdOutbox(0)
  }
  if (livesOf(node) !== lives)
    throw new AppError('TRY_AGAIN', 'a worker was replaced meanwhile; the backup was removed, make another')
}

const livesOf = (node: Node): string => node.slots.map(slot => node.lifeIn(slot)).join()

/** What earlier stops could not save, and what of that could not be applied. */
function copyUnsaved(from: string, to: string): void {
  if (!existsSync(from)) return
  cpSync(from, to, { recursive: true })
}
