import { expect, test } from 'vitest'
import { greetingOf } from '../../server/ops/greeting.ts'

test('a start on a terminal says where to click, as this machine reaches it', () => {
  const text = greetingOf({
    version: '1.2.3',
    webPort: 8889,
    consolePort: 8000,
    gatePort: 8888,
    loginPort: undefined,
    web: { host: '::1', page: true },
    gate: { host: '0.0.0.0', tls: false },
    login: { host: '127.0.0.1' },
  })
  expect(text.split('\n').map(line => line.trim())).toEqual([
    '',
    'Gatehouse 1.2.3',
    '',
    '➜  page     http://[::1]:8889/',
    '➜  manual   http://[::1]:8889/docs',
    '➜  console  nc 127.0.0.1 8000',
    '➜  game     ws://localhost:8888',
    '',
  ])
})

test('what is turned off is not named', () => {
  const text = greetingOf({
    version: '1.2.3',
    webPort: undefined,
    consolePort: undefined,
    gatePort: 1,
    loginPort: undefined,
    web: { host: '127.0.0.1', page: true },
    gate: { host: '127.0.0.1', tls: true },
    login: { host: '127.0.0.1' },
  })
  expect(text).not.toMatch(/page|manual|console/)
  expect(text).toContain('wss://127.0.0.1:1')
})
