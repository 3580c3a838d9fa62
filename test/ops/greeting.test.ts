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
    console: { host: '127.0.0.1' },
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

test('the console is named where it listens', () => {
  const server = {
    version: '1.2.3',
    webPort: undefined,
    consolePort: 8000,
    gatePort: 1,
    loginPort: undefined,
    web: { host: '127.0.0.1', page: true },
    gate: { host: '127.0.0.1', tls: false },
    login: { host: '127.0.0.1' },
  }
  expect(greetingOf({ ...server, console: { host: '192.0.2.7' } })).toContain('nc 192.0.2.7 8000')
  expect(greetingOf({ ...server, console: { host: '::' } })).toContain('nc 127.0.0.1 8000')
})

test('what is turned off is not named', () => {
  const text = greetingOf({
    version: '1.2.3',
    webPort: undefined,
    consolePort: undefined,
    gatePort: 1,
    loginPort: undefined,
    web: { host: '127.0.0.1', page: true },
    console: { host: '127.0.0.1' },
    gate: { host: '127.0.0.1', tls: true },
    login: { host: '127.0.0.1' },
  })
  expect(text).not.toMatch(/page|manual|console/)
  expect(text).toContain('wss://127.0.0.1:1')
})
