import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const PROTOCOL = resolve(import.meta.dirname, '../../../protocol')

const CLIENT = `export * from './client/index.ts';`
const CODEC = `export * from './sproto/index.ts';`

async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: PROTOCOL },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  })
  return outputFiles[0]!.text
}

test('the client with its codec and its messages is at most 22 KB, minified and gzipped', async () => {
  const size = gzipSync(await bundled(`${CLIENT} ${CODEC}`)).length
  expect(size).toBeGreaterThan(3000)
  expect(size).toBeLessThanOrEqual(22 * 1024)
})

test('the client needs no eval and nothing of Node', async () => {
  const text = await bundled(`export * from './client/index.ts'`)
  expect(text).not.toMatch(/\beval\(|new Function\b|\brequire\(|from"node:/)
})
