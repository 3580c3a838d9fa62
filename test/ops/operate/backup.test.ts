// A backup that is made while players play, and put back into a stopped server.

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startGame, temporaryFolder, until } from '../../kit/index.ts'
import { ROOMS } from '../../support/games/rooms.ts'
import { askConsole, ConsoleClient } from '../../support/server/console-client.ts'

/** Returns its output; throws with what it complains of. */
function restore(backup: string, folder: string): string {
  const settings = [`store.path=${folder}/store`, `save.unsaved=${folder}/unsaved`]
  const args = ['server/cli/store.ts', 'restore', backup, ...settings.flatMap(each => ['--set', each])]
  return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' })
}

describe.each([0, 2])('with %i workers', threads => {
  test('a backup brings back roles, boards, bans and rooms as they were', async () => {
    const folder = temporaryFolder()
    const backup = join(temporaryFolder(), 'backup')
    const game = await startGame({ threads, folder })
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

    expect(restore(backup, folder)).toContain('is as it was at 20')
    const again = await startGame({ threads, folder })
    const seen = <T>(line: string) => askConsole<T>(again.server.consolePort!, line)
    expect(await seen('player ann')).toMatchObject({ uid: ann.uid, role: { sign_cnt: 1 } })
    await expect(seen('player bob')).rejects.toThrow('there is no account and no uid bob')
    expect(await seen('bans')).toMatchObject([{ account: 'mallory' }])
    const boards = await seen<{ name: string; entries: number }[]>('boards')
    expect(boards.find(({ name }) => name === 'sign')).toMatchObject({ entries: 1 })
    await again.stop()
    expect(readdirSync(folder).filter(name => name.startsWith('store.before-'))).toHaveLength(1)
  })
})

test('each update of a board that a role has sent counts once after a restore', async () => {
  const folder = temporaryFolder()
  const backup = join(temporaryFolder(), 'backup')
  const settings = { threads: 2, game: ROOMS, folder, now: '2026-01-15T12:00:00Z' }
  const game = await startGame(settings)
  const uids: string[] = []
  for (let i = 0; i < 8; i++) uids.push((await game.player(`p${i}`)).uid)
  const operators = await Promise.all(uids.map(() => ConsoleClient.open(game.server.consolePort!)))
  for (const [i, uid] of uids.entries()) await operators[i]!.ask(`gold ${uid} 1`)
  let isMade = false
  const giving = uids.map(async (uid, i) => {
    while (!isMade) await operators[i]!.ask(`gold ${uid} 1`)
    operators[i]!.close()
  })
  await askConsole(game.server.consolePort!, `backup ${backup}`)
  isMade = true
  await Promise.all(giving)
  await game.stop()

  restore(backup, folder)
  const again = await startGame(settings)
  const ask = <T>(line: string) => askConsole<T>(again.server.consolePort!, line)
  const goldOf = async (uid: string) => (await ask<{ role: { gold: number } }>(`player ${uid}`)).role.gold
  const scoreOf = async (uid: string) =>
    (await ask<{ score?: number } | undefined>(`call .board/gold query ["${uid}"]`))?.score ?? 0
  for (const uid of uids) {
    const gold = await goldOf(uid)
    expect(gold).toBeGreaterThan(0)
    await until(
      () => scoreOf(uid),
      score => score >= gold,
    )
    // The next one has a new number for the board.
    await ask(`gold ${uid} 5`)
    await until(
      () => scoreOf(uid),
      score => score >= gold + 5,
    )
    expect(await scoreOf(uid)).toBe(gold + 5)
  }
})

test('what earlier stops could not save is in it', async () => {
  const folder = temporaryFolder()
  const backup = join(temporaryFolder(), 'backup')
  const game = await startGame({ folder })
  writeFileSync(join(folder, 'unsaved', 'unsaved-1.json.bad'), '{')
  await askConsole(game.server.consolePort!, `backup ${backup}`)
  await game.stop()
  rmSync(join(folder, 'unsaved'), { recursive: true })
  restore(backup, folder)
  expect(readFileSync(join(folder, 'unsaved', 'unsaved-1.json.bad'), 'utf8')).toBe('{')
})

test('a backup takes the place of a damaged store, which is kept', async () => {
  const folder = temporaryFolder()
  const backup = join(temporaryFolder(), 'backup')
  const game = await startGame({ folder })
  await askConsole(game.server.consolePort!, `backup ${backup}`)
  await game.stop()
  writeFileSync(join(folder, 'store', 'data.mdb'), 'x'.repeat(20_000))
  await expect(startGame({ folder })).rejects.toThrow('restore it from a backup')
  restore(backup, folder)
  await startGame({ folder })
  const [aside] = readdirSync(folder).filter(name => name.startsWith('store.before-'))
  expect(readFileSync(join(folder, aside!, 'data.mdb'), 'utf8')).toMatch(/^x+$/)
})

test('a backup is refused where something is already', async () => {
  const game = await startGame()
  const backup = askConsole(game.server.consolePort!, `backup ${game.folder}`)
  await expect(backup).rejects.toThrow(`folder: ${game.folder}: expected a new folder, got one that is there`)
})

test('nothing is restored from a damaged backup, or into a store that is in use', async () => {
  const folder = temporaryFolder()
  const backup = join(temporaryFolder(), 'backup')
  const game = await startGame({ folder })
  await askConsole(game.server.consolePort!, `backup ${backup}`)
  expect(() => restore(backup, folder)).toThrow('is in use by the server with pid')
  await game.stop()
  const file = join(backup, 'store', 'data.mdb')
  const bytes = readFileSync(file)
  bytes[bytes.length - 1]! ^= 1
  writeFileSync(file, bytes)
  expect(() => restore(backup, folder)).toThrow('data.mdb is not as it was backed up; nothing was restored')
  rmSync(join(backup, 'backup.json'))
  expect(() => restore(backup, folder)).toThrow('backup.json is missing')
  expect(readdirSync(folder).filter(name => /before|restoring/.test(name))).toEqual([])
  expect(existsSync(join(folder, 'store', 'data.mdb'))).toBe(true)
})
