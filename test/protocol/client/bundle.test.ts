import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { bundleClient } from '../../../server/cli/client/bundle.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const PROTOCOL = resolve(import.meta.dirname, '../../../protocol')

const CLIENT = `export * from './client/index.ts';`
const WORLD = `export * from './client/world/index.ts';`
const CODEC = `export * from './sproto/index.ts';`

async function bundled(contents: string, resolveDir = PROTOCOL): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
  })
  return outputFiles[0]!.text
}

test('the client with its codec and the messages of the demo is at most 25 KB, minified and gzipped', async () => {
  const size = gzipSync(await bundled(`${CLIENT} ${CODEC}`)).length
  expect(size).toBeGreaterThan(3000)
  expect(size).toBeLessThanOrEqual(25 * 1024)
})

test('worlds add at most 8 KB to it, and nothing to a game that has none', async () => {
  const client = await bundled(`${CLIENT} ${CODEC}`)
  const both = await bundled(`${CLIENT} ${CODEC} ${WORLD}`)
  expect(gzipSync(both).length - gzipSync(client).length).toBeLessThanOrEqual(8 * 1024)
  expect(client).not.toContain('an InputHead')
})

test('the client needs no eval and nothing of Node', async () => {
  const text = await bundled(`${CLIENT} ${WORLD}`)
  expect(text).not.toMatch(/\beval\(|new Function\b|\brequire\(|from"node:/)
})

test('a project outside has the texts of error codes by the client that it is given, and carries them only if it uses them', async () => {
  const folder = temporaryFolder()
  const root = resolve(PROTOCOL, '..')
  writeFileSync(join(folder, 'client.js'), await bundleClient(root, 'protocol/client/outside.ts', 'esm'))
  expect(await bundled(`export { connect } from './client.js'`, folder)).not.toContain('房间已满')
  const texts = await bundled(`export { errorText } from './client.js'`, folder)
  const { errorText } = await import(`data:text/javascript,${encodeURIComponent(texts)}`)
  expect(errorText('ROOM_FULL', 'zh')).toBe('房间已满')
})
