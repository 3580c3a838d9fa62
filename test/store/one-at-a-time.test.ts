import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { OneAtATimeProxy } from '../support/store/one-at-a-time.ts'

/** A message of MongoDB's wire protocol is its length and the rest. */
function messageOf(text: string): Buffer {
  const message = Buffer.alloc(4 + text.length)
  message.writeInt32LE(message.length)
  message.write(text, 4)
  return message
}

/** Answers each piece that arrives with itself. */
async function startEcho(): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket.on('data', data => socket.write(data)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return (server.address() as { port: number }).port
}

async function read(socket: Socket, length: number): Promise<string> {
  let got = Buffer.alloc(0)
  while (got.length < length) got = Buffer.concat([got, ...(await once(socket, 'data'))])
  return got.toString('latin1')
}

test('a connection that asks twice before it is answered gets both answers, and holds up nobody', async () => {
  const proxy = await OneAtATimeProxy.open(await startEcho())
  const [greedy, other] = [connect(proxy.port, '127.0.0.1'), connect(proxy.port, '127.0.0.1')]
  onTestFinished(() => {
    proxy.close()
    for (const socket of [greedy, other]) socket.destroy()
  })
  const both = Buffer.concat([messageOf('one'), messageOf('two')])
  greedy.write(both)
  expect(await read(greedy, both.length)).toBe(both.toString('latin1'))
  other.write(messageOf('me too'))
  expect(await read(other, 10)).toBe(messageOf('me too').toString('latin1'))
})
