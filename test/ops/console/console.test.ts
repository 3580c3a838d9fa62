// The console's line protocol: what operators type with nc, and what answers.

import { connect, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { serverForSuite } from '../../support/server/suite-server.ts'

const { server } = serverForSuite({ threads: 0 })

/** Sends `text` as it is, says that nothing follows, and gives all that comes back. */
async function say(text: string): Promise<string> {
  const socket = connect({ port: server().server.consolePort!, host: '127.0.0.1' })
  socket.end(text)
  return untilClosed(socket)
}

async function untilClosed(socket: Socket): Promise<string> {
  onTestFinished(() => void socket.destroy())
  let heard = ''
  socket.setEncoding('utf8')
  for await (const part of socket) heard += part
  return heard
}

const answerTo = async (line: string): Promise<string> =>
  (await say(`${line}\n`)).split('\n').slice(1).join('\n').trim()

test('greets, answers each line in order, and closes when nothing follows', async () => {
  const lines = (await say('version\nuptime\n')).trim().split('\n')
  expect(lines[0]).toMatch(/^Welcome to gatehouse \d+\.\d+\.\d+, node \d+\. `help` lists the commands\.$/)
  expect(lines.filter(line => line === '<CMD OK>')).toHaveLength(2)
  expect(lines.findIndex(line => line.startsWith('node: '))).toBeLessThan(
    lines.findIndex(line => line.startsWith('seconds: ')),
  )
})

test('lines may end as those of telnet do, and the last one may have no end', async () => {
  expect(await say('uptime\r\nversion')).toMatch(/seconds: \d[\s\S]*<CMD OK>[\s\S]*pid: \d+\n<CMD OK>\n$/)
})

test('--json gives a line of JSON', async () => {
  const [json, end] = (await answerTo('version --json')).split('\n')
  expect(JSON.parse(json!)).toMatchObject({ node: process.versions.node, pid: process.pid })
  expect(end).toBe('<CMD OK>')
})

test('help lists every command with what it wants, and explains one', async () => {
  expect(await answerTo('help')).toMatch(
    /^command +what[\s\S]*^help \[COMMAND\] +lists the commands, or explains one$/m,
  )
  expect(await answerTo('help uptime')).toMatch(
    /^uptime\n {2}says for how long .* \(scope console\)\n<CMD OK>$/,
  )
})

test('help says how an option is written in short', async () => {
  expect(await answerTo('help stat')).toMatch(/^ {2}--time, -t {2}seconds: /m)
  expect(await answerTo('help threads')).toMatch(/^threads \[--time VALUE\]$/m)
})

describe('says what is wrong with', () => {
  test.each([
    ['a command that is misspelt', 'versoin', 'there is no command "versoin"; did you mean version?'],
    ['a command that is none', 'frobnicate', 'there is no command "frobnicate"; `help` lists all'],
    ['an argument too many', 'uptime now', '"now" is one argument too many; expected none'],
    ['an option that is none', 'uptime --fast', 'there is no option --fast; expected none'],
    ['a quote without an end', 'help "uptime', 'the quote " is not closed'],
  ])('%s', async (_, line, reason) => {
    expect(await answerTo(line)).toBe(`<CMD Error> ${reason}`)
  })
})

test.each(['GET / HTTP/1.1', 'POST /stop HTTP/1.0', 'OPTIONS * HTTP/1.1'])(
  'a connection that speaks HTTP (%s) is closed without a command of its being run',
  async head => {
    const heard = await say(`${head}\r\nHost: 127.0.0.1\r\n\r\nversion\r\n`).catch(() => '')
    expect(heard).not.toContain('CMD')
  },
)

test('a line without an end is refused before it fills the memory', async () => {
  expect(await say('x'.repeat(200_000)).catch(() => '<CMD Error>')).toContain('<CMD Error>')
  expect(await answerTo('version')).toContain('<CMD OK>')
})
