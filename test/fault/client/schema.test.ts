// The client outside follows the schema, in a copy of the project.

import { execFile } from 'node:child_process'
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { copyProject } from '../../support/server/project-copy.ts'
import { problemsOf } from './support/type-check.ts'

test('a schema that has changed has to be generated first; its types may have names of the client', async () => {
  const folder = copyProject()
  const run = (...args: string[]) => promisify(execFile)('npm', ['run', '--silent', ...args], { cwd: folder })
  const out = join(folder, 'var/client')
  const make = () => run('client', '--', '--out', out)
  const hashOf = () => / schema ([0-9a-f]{12}) /.exec(readFileSync(join(out, 'client.js'), 'utf8'))![1]
  await make()
  const before = hashOf()

  appendFileSync(join(folder, 'protocol/c2s.sproto'), ADDED)
  await expect(make()).rejects.toMatchObject({
    stderr: expect.stringContaining('got an older state; run `npm run protocol`'),
  })
  expect(hashOf()).toBe(before)

  await run('protocol')
  await make()
  expect(hashOf()).not.toBe(before)
  expect(problemsOf(folder, [PROGRAM], 'bundler')).toEqual([[]])
}, 300_000)

const ADDED = `
.Frame {
  width 0 : integer
}

.Picture {
  frame 0 : Frame
}

draw 9999 {
  request {
    shape 0 : Picture
  }
  response {
    frame 0 : Frame
  }
}
`

const PROGRAM = `
import { connect, type Frame, type Picture } from './var/client/client.js'
export const shape: Picture = { frame: { width: 1 } }
export async function play(url: string): Promise<number | undefined> {
  const traced: Frame[] = []
  const game = await connect(url, { trace: frame => traced.push(frame) })
  const { frame } = await game.request.draw({ shape })
  return frame?.width
}
`
