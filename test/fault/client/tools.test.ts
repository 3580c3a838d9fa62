// Tools that other projects have and this one does not: installed from the registry into a folder of their own.

import { execFile, execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'acorn'
import { beforeAll, expect, test } from 'vitest'
import { DEMO } from '../../kit/game-server.ts'
import { serverForTest } from '../../support/server/server-for-test.ts'
import { PLAYED, projectForSuite } from './support/made-client.ts'
import { playOnPhone } from './support/phone.ts'

const TOOLS = ['webpack@5.113.0', 'typescript@4.9.5', 'minigame-api-typings@3.8.20']

const project = projectForSuite()

beforeAll(() => {
  writeFileSync(join(project.folder(), 'package.json'), '{ "private": true }')
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...TOOLS]
  execFileSync('npm', args, { cwd: project.folder(), stdio: 'ignore' })
}, 300_000)

type Webpack = (
  options: object,
  done: (error: Error | null, stats: { compilation: { errors: Error[] } }) => void,
) => void

test('a bundle by webpack is of 2018 and plays', async () => {
  const webpack = createRequire(join(project.folder(), 'package.json'))('webpack') as Webpack
  const errors = await new Promise<Error[]>((resolve, reject) => {
    const options = {
      context: project.folder(),
      entry: './program.js',
      mode: 'production',
      target: ['web', 'es2018'],
      output: { path: join(project.folder(), 'dist'), filename: 'program.js' },
    }
    webpack(options, (error, stats) => (error ? reject(error) : resolve(stats.compilation.errors)))
  })
  expect(errors).toEqual([])
  const bundle = readFileSync(join(project.folder(), 'dist/program.js'), 'utf8')
  parse(bundle, { ecmaVersion: 2018, sourceType: 'script' })
  const { url } = await serverForTest({ game: DEMO })
  expect(await playOnPhone(bundle, { url, account: 'webpack' })).toEqual([PLAYED, PLAYED])
})

test("TypeScript 4.9 compiles a mini-game against WeChat's own types", async () => {
  writeFileSync(join(project.folder(), 'game.ts'), MINI_GAME)
  const tsc = join(project.folder(), 'node_modules/typescript/bin/tsc')
  const options =
    '--noEmit --strict --target es2018 --lib es2018 --types minigame-api-typings --moduleResolution node'
  const ran = await promisify(execFile)(process.execPath, [tsc, ...options.split(' '), 'game.ts'], {
    cwd: project.folder(),
  }).catch((error: { stdout: string }) => error)
  expect(ran.stdout).toBe('')
})

const MINI_GAME = `
import { connect, type Pushes, wxSocket } from './net/client'
export const heard: Pushes['room_message'][] = []
export async function play(url: string): Promise<void> {
  const game = await connect(url, { socket: wxSocket(wx), login: request => request.login({ acc: 'hanxi' }) })
  game.on.room_message(message => heard.push(message))
}
`
