// npm run client: what it writes plays on platforms that have no more than the language of 2018.

import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'acorn'
import { build, transform } from 'esbuild'
import { build as buildByVite } from 'vite'
import { describe, expect, test } from 'vitest'
import { bundleClient } from '../../../server/cli/client/bundle.ts'
import { DEMO } from '../../kit/game-server.ts'
import { english, fileOf, ROOT } from '../../support/manual.ts'
import { shareServers } from '../../support/server/shared-servers.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { PLAYED, projectForSuite, runClient } from './support/made-client.ts'
import { playOnPhone } from './support/phone.ts'
import { problemsOf } from './support/type-check.ts'

const openServer = shareServers()

/** The snippet of the manual's page that is for `file`. */
function snippet(file: string): string {
  const page = english.find(each => each.file === 'docs/en/client-outside.md')!
  return page.blocks.find(block => fileOf(block) === file)!.text
}

describe('the client as an ES module', () => {
  const project = projectForSuite()
  const textOf = (name: string) => readFileSync(join(project.folder(), 'net', name), 'utf8')

  test('is written in ES2018, and says what it was made from', () => {
    const text = textOf('client.js')
    parse(text, { ecmaVersion: 2018, sourceType: 'module' })
    expect(text).toMatch(/^\/\/ Made by `npm run client` from the schema [0-9a-f]{12} /)
    expect(readdirSync(join(project.folder(), 'net'))).toEqual([
      'client.d.ts',
      'client.js',
      'package.json',
      'world.d.ts',
      'world.js',
    ])
  })

  test('exports by its types what it exports, and types of messages by their names', () => {
    const namesIn = (pattern: RegExp, file: string) =>
      [...textOf(file).matchAll(pattern)].flatMap(([, names]) => names!.split(/,\s*/)).sort()
    expect(namesIn(/^export \{\s*([^}]*?)\s*\};$/gm, 'client.d.ts')).toEqual(
      namesIn(/^export \{\s*([^}]*?)\s*\};$/gm, 'client.js'),
    )
    const types = namesIn(/^export type \{\s*([^}]*?)\s*\};$/gm, 'client.d.ts')
    expect(types).toEqual(expect.arrayContaining(['Game', 'GameOptions', 'RoomMessage', 'Requests']))
  })

  test('is at most 25 KB, minified and gzipped', async () => {
    const { code } = await transform(textOf('client.js'), { minify: true, target: 'es2018' })
    expect(gzipSync(code).length).toBeLessThanOrEqual(25 * 1024)
  })

  test('has worlds in a script of its own, in ES2018, that is at most 8 KB and loads on a phone', async () => {
    const { code } = await transform(textOf('world.js'), { minify: true, target: 'es2018' })
    parse(textOf('world.js'), { ecmaVersion: 2018, sourceType: 'module' })
    expect(gzipSync(code).length).toBeLessThanOrEqual(8 * 1024)
    const contents = `import * as world from './net/world.js'; report.done(Object.keys(world).sort().join())`
    const made = await build({
      stdin: { contents, resolveDir: project.folder() },
      bundle: true,
      write: false,
      target: 'es2018',
    })
    const exported = await playOnPhone(made.outputFiles[0]!.text, { url: '', account: '' })
    expect(exported).toBe('predict,record,replay,simulate,watch')
  })

  test('is the same each time, and is not touched where nothing has changed', async () => {
    const file = join(project.folder(), 'net/client.js')
    const { mtimeMs } = statSync(file)
    expect(await runClient('--out', join(project.folder(), 'net'))).toMatchObject({ code: 0, errors: '' })
    expect(statSync(file).mtimeMs).toBe(mtimeMs)
  })

  test('plays, bundled by esbuild', async () => {
    const { url } = await openServer({ game: DEMO, threads: 0 })
    const entry = join(project.folder(), 'program.js')
    const made = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      minify: true,
      target: 'es2018',
    })
    await plays(made.outputFiles[0]!.text, url, 'esbuild')
  })

  test('plays, bundled by Vite', async () => {
    const { url } = await openServer({ game: DEMO, threads: 0 })
    await plays(await bundledByVite(project.folder(), 'program.js'), url, 'vite')
  })

  test('plays by the lines that the manual shows for Vite and webpack, in a page', async () => {
    const { url } = await openServer({ game: DEMO, threads: 0 })
    const lines = snippet('src/main.js').replace('ws://localhost:8888', url).replace("'hanxi'", "'reader'")
    // Vite writes a library for a script tag, where nothing may be awaited at the top.
    const [imports, ...rest] = lines.split('\n').filter(line => line !== '' && !line.startsWith('//'))
    const body = `${rest.join('\n')}\nreport.done(sign_cnt)\ngame.close()`
    writeFileSync(join(project.folder(), 'page.js'), `${imports}\n;(async () => {${body}\n})()`)
    const bundle = await bundledByVite(project.folder(), 'page.js')
    expect(await playInPage(bundle)).toBe(1)
  })

  test.each(['bundler', 'node', 'nodenext'] as const)(
    'is typed, with moduleResolution %s and the library of ES2018',
    resolution => {
      const programs = [TYPED, WRONG, WORLD, WRONG_WORLD]
      const [typed, wrong, world, wrongWorld] = problemsOf(project.folder(), programs, resolution)
      expect([typed, world]).toEqual([[], []])
      expect(wrong).toHaveLength(4)
      expect(wrongWorld).toHaveLength(4)
    },
    180_000,
  )
})

const TYPED = `
import { type CloseCode, connect, type Game, type GameMessages, type Pushes, RequestError, type RoomMessage, wxSocket } from './net/client.js'
declare const wx: { connectSocket(options: { url: string; header?: object; fail?: (error: object) => void }): {
  onOpen(listener: (result: { header: object }) => void): void
  onMessage(listener: (result: { data: string | ArrayBuffer }) => void): void
  onClose(listener: (result: { code: number; reason: string }) => void): void
  onError(listener: (result: { errMsg: string }) => void): void
  send(option: { data: string | ArrayBuffer; success?: () => void }): void
  close(option: { code?: number; reason?: string }): void
} }
export const said: Pushes['room_message'][] = []
export const kept: RoomMessage[] = []
export async function play(url: string): Promise<number | undefined> {
  const game: Game<GameMessages> = await connect(url, {
    socket: wxSocket(wx),
    login: request => request.login({ acc: 'hanxi' }),
    retry: { within: 1000 },
  })
  game.on.room_message(message => said.push(message))
  game.listen('closed', event => { const code: CloseCode | number = event.code; return code })
  const { sign_cnt } = await game.request.sign().catch((error: unknown) => {
    if (error instanceof RequestError && error.code === 'RATE_LIMITED') return { sign_cnt: 0 }
    throw error
  })
  return sign_cnt
}
`

const WRONG = `
import { connect } from './net/client.js'
export async function play(url: string): Promise<void> {
  const game = await connect(url, { login: request => request.lgoin({ acc: 'hanxi' }) })
  await game.request.login({ account: 'hanxi' })
  await game.request.echo({ text: 5 })
  game.on.echo(() => undefined)
}
`

const ARENA = `
import { type Game, type InputHead, type Patch } from './net/client.js'
import { type JoinedRoom, predict, watch } from './net/world.js'
interface Hero { id?: number | undefined; uid?: string | undefined; x?: number | undefined }
interface Arena {
  requests: { steer: { body: { head: InputHead; go?: boolean | undefined }; reply: undefined } }
  pushes: { arena: { patch: Patch; heroes?: Hero[] | undefined } }
}
declare const game: Game<Arena>, joined: JoinedRoom
`

const WORLD = `${ARENA}
const arena = watch(game, 'arena', joined)
export const stop = arena.heroes.on.change('x', (hero, before) => hero.x - before)
const drive = predict(arena, 'steer', 'heroes', hero => hero.uid === 'me', (hero, { go }, dt) => {
  if (go) hero.x += dt
})
drive({ go: true })
export const drawn: number[] = arena.show().heroes.map(({ id, x }) => id + x)
`

const WRONG_WORLD = `${ARENA}
watch(game, 'steer', joined)
const arena = watch(game, 'arena', joined)
arena.heroes.on.change('mana', () => undefined)
arena.shots
predict(arena, 'steer', 'heroes', () => true, () => undefined)({ go: 'left' })
`

test('the client for require plays by the lines that the manual shows for WeChat', async () => {
  const { url } = await openServer({ game: DEMO, threads: 0 })
  const client = await bundleClient(ROOT, 'protocol/client/outside.ts', 'cjs')
  parse(client, { ecmaVersion: 2018, sourceType: 'script' })
  const program = snippet('game.js')
    .replace("require('./js/net/client.js')", 'module.exports')
    .replace('ws://localhost:8888', url)
    .replace("'hanxi'", "'mini-game'")
    .replace('console.log(reply.sign_cnt)', 'report.done(reply.sign_cnt)')
  expect(await playOnPhone(`${client}\n;{${program}}`, { url, account: '' })).toBe(1)
})

describe('the command refuses', () => {
  test('to write over what is not its own', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'package.json'), '{}')
    const { code, errors } = await runClient('--out', folder)
    expect([code, errors]).toEqual([
      1,
      `${join(folder, 'package.json')}: expected a folder of its own, got another project's file\n`,
    ])
    expect(readdirSync(folder)).toEqual(['package.json'])
  })

  test('a folder that can not be one', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const { code, errors } = await runClient('--out', join(folder, 'file/net'))
    expect([code, errors.split('\n').length]).toEqual([1, 2])
    expect(errors).toMatch(/^--out: expected a folder that can be written, got ENOTDIR/)
  })

  test('no folder, another format, and what it does not know', async () => {
    expect(await runClient()).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^--out: expected a folder, got nothing/),
    })
    expect(await runClient('--out', 'x', '--format', 'umd')).toMatchObject({
      code: 1,
      errors: '--format: expected esm or cjs, got umd\n',
    })
    expect(await runClient('--where', 'x')).toMatchObject({ code: 2 })
  })
})

async function plays(bundle: string, url: string, account: string): Promise<void> {
  parse(bundle, { ecmaVersion: 2018, sourceType: 'script' })
  expect(await playOnPhone(bundle, { url, account })).toEqual([PLAYED, PLAYED])
}

async function bundledByVite(root: string, entry: string): Promise<string> {
  const made = await buildByVite({
    root,
    logLevel: 'silent',
    configFile: false,
    build: { write: false, target: 'es2018', lib: { entry, formats: ['iife'], name: 'program' } },
  })
  const [{ output }] = made as unknown as [{ output: [{ code: string }] }]
  return output[0].code
}

/** In this realm, which is like a page: there is a WebSocket. */
const playInPage = (bundle: string): Promise<unknown> =>
  new Promise((done, failed) => {
    const report = { done, failed }
    new Function('report', 'console', bundle)(report, { log: () => undefined })
  })
