import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLogger } from '../../../server/core/log/log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test.each([true, false])('an error of a driver is logged without what it was given (pretty: %s)', pretty => {
  const file = join(temporaryFolder(), 'a.log')
  const log = createLogger({ level: 'info', pretty, file }, { node: 0, thread: 0 })
  const refused = Object.assign(new Error('WRONGPASS for redis://:hunter2@cache:6379'), {
    command: { name: 'auth', args: ['me', 'hunter2'] },
    options: { url: 'mongodb://me:hunter2@db/x?token=hunter2', hosts: ['https://x/?key=hunter2'] },
  })
  log.error({ err: new Error('away', { cause: refused }) }, 'first')
  log.error({ err: refused }, 'second')
  const text = readFileSync(file, 'utf8')
  expect(text).toContain('WRONGPASS for redis://(hidden)@cache:6379')
  expect(text).toContain('auth')
  expect(text).toContain('log.test.ts')
  expect(text).not.toContain('hunter2')
})

test('what others have written can neither steer a terminal nor look like a line of its own', () => {
  const file = join(temporaryFolder(), 'a.log')
  const log = createLogger({ level: 'info', pretty: true, file }, { node: 0, thread: 0 })
  const evil = 'x\u001b[2J\u0007\u009b31m\u202egnp\u2028\r\n[12:00:00.000] ERROR: not real'
  log.info({ account: evil, list: [evil], [evil]: 1, err: new Error(evil) }, evil)
  const text = readFileSync(file, 'utf8')
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u)
  expect(text).not.toMatch(/^\[12:00:00\.000\]/m)
  expect(text).toContain('x\\u{1b}[2J\\u{7}\\u{9b}31m\\u{202e}gnp\\u{2028}\\u{d}\\u{a}')
})
