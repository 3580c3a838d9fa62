// A backup that is made while players play, and put back into a stopped server.

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLogger } from '../../../server/core/log/log.ts'
import { restore } from '../../../server/store/backup/restore.ts'
import { type StartGameOptions, startGame, temporaryFolder } from '../../kit/index.ts'
import type { RoomsMessages } from '../../support/games/messages.ts'
import { ROOMS } from '../../support/games/rooms.ts'
import { askConsole } from '../../support/server/console-client.ts'

const startRooms = (options: StartGameOptions = {}) => startGame<RoomsMessages>({ game: ROOMS, ...options })

const log = createLogger({ level: 'silent', pretty: false }, { node: 0, thread: 0 })

const restoreTo = (folder: string, backup: string) =>
  restore({ folder: backup, path: join(folder, 'store'), unsaved: join(folder, 'unsaved'), log })

/** By the command; returns its output. */
function restoreByCommand(folder: string, backup: string): string {
  const settings = [`store.path=${folder}/store`, `save.unsaved=${folder}/unsaved`]
  const args = ['server/cli/store.ts', 'restore', backup, ...settings.flatMap(each => ['--set', each])]
  return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' })
}

test('a backup brings back roles, boards, bans and rooms as they were', async () => {
  const folder = temporaryFolder()
  const backup = join(temporaryFolder(), 'backup')
  const game = await startRooms({ folder })
  const ask = <T>(line: string) => askConsole<T>(game.server.consolePort!, line)
  const ann = await game.player('ann')
  await ann.request.sign()
  await ask('ban mallory')
  const made = await ask<{ files: number; folder: string }>(`backup ${backup}`)
  expect(made).toMatchObject({ folder: backup, files: expect.any(Number) })
  await ask('unban mallory')
  const bob = await game.player('bob')
  await bob.request.sign()
  await game.stop()

  expect(restoreByCommand(folder, backup)).toContain('is as it was at 20')
  const again = await startRooms({ folder })
  const seen = <T>(line: string) => askConsole<T>(again.server.consolePort!, line)
  expect(await seen('player ann')).toMatchObject({ uid: ann.uid, role: { sign_cnt: 1 } })
  await expect(seen('player bob')).rejects.toThrow('there is no account and no uid bob')
  expect(await seen('bans')).toMatchObject({ rows: [{ account: 'mallory' }] })
  const boards = await seen<{ name: string; entries: number }[]>('boards')
  expect(boards.find(({ name }) => name === 'sign')).toMatchObject({ entries: 1 })
  await again.stop()
  expect(readdirSync(folder).filter(name => name.startsWith('store.before-'))).toHaveLength(1)
})

test('what earlier stops could not save is in it', async () => {
  const folder = temporaryFolder()
  const backup = join(temporaryFolder(), 'backup')
  const game = await startRooms({ folder })
  writeFileSync(join(folder, 'unsaved', 'unsaved-1.json.bad'), '{')
  await askConsole(game.server.consolePort!, `backup ${backup}`)
  await game.stop()
  rmSync(join(folder, 'unsaved'), { recursive: true })
  await restoreTo(folder, backup)
  expect(readFileSync(join(folder, 'unsaved', 'unsaved-1.json.bad'), 'utf8')).toBe('{')
})

test('a backup takes the place of a damaged store, which is kept', async () => {
  const folder = temporaryFolder()
  const backup = join(temporaryFolder(), 'backup')
  const game = await startRooms({ folder })
  await askConsole(game.server.consolePort!, `backup ${backup}`)
  await game.stop()
  writeFileSync(join(folder, 'store', 'data.mdb'), 'x'.repeat(20_000))
  await expect(startRooms({ folder })).rejects.toThrow('restore it from a backup')
  await restoreTo(folder, backup)
  await startRooms({ folder })
  const [aside] = readdirSync(folder).filter(name => name.startsWith('store.before-'))
  expect(readFileSync(join(folder, aside!, 'data.mdb'), 'utf8')).toMatch(/^x+$/)
})

test('a backup is refused where something is already', async () => {
  const game = await startRooms()
  const backup = askConsole(game.server.consolePort!, `backup ${game.folder}`)
  await expect(backup).rejects.toThrow(`folder: ${game.folder}: expected a new folder, got one that is there`)
})

test('nothing is restored from a damaged backup, or into a store that is in use', async () => {
  const folder = temporaryFolder()
  const backup = join(temporaryFolder(), 'backup')
  const game = await startRooms({ folder })
  await askConsole(game.server.consolePort!, `backup ${backup}`)
  await expect(restoreTo(folder, backup)).rejects.toThrow('is in use by the server with pid')
  await game.stop()
  const file = join(backup, 'store', 'data.mdb')
  const bytes = readFileSync(file)
  bytes[bytes.length - 1]! ^= 1
  writeFileSync(file, bytes)
  await expect(restoreTo(folder, backup)).rejects.toThrow(
    'data.mdb is not as it was backed up; nothing was restored',
  )
  rmSync(join(backup, 'backup.json'))
  await expect(restoreTo(folder, backup)).rejects.toThrow('backup.json is missing')
  expect(readdirSync(folder).filter(name => /before|restoring/.test(name))).toEqual([])
  expect(existsSync(join(folder, 'store', 'data.mdb'))).toBe(true)
})
