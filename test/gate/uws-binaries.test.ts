// The sockets are binaries that one person packs for npm: what is installed has to be what was once looked at.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const installed = join(ROOT, 'node_modules/uWebSockets.js')
const { name, version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
  name: string
  version: string
}

/** Upstream's own package in its place is its owner's choice. */
test.skipIf(name !== 'uws-pack')(
  'the installed binaries of uWebSockets.js are the listed ones, and no others',
  () => {
    const list = readFileSync(join(import.meta.dirname, `uws-pack-${version}.sha256`), 'utf8')
    const folder = join(installed, 'dist/bin')
    const found = readdirSync(folder).map(file => {
      const hash = createHash('sha256').update(readFileSync(join(folder, file)))
      return `${hash.digest('hex')}  ${file}`
    })
    expect(found.sort()).toEqual(list.trimEnd().split('\n').sort())
  },
)

test('the notice names the version that is installed', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const pinned = dependencies['uWebSockets.js']!.replace('npm:uws-pack@', '')
  expect(readFileSync(join(ROOT, 'NOTICE'), 'utf8')).toContain(`uws-pack ${pinned} `)
  expect(readFileSync(join(ROOT, 'licenses/Apache-2.0.txt'), 'utf8')).toContain('Version 2.0, January 2004')
})
