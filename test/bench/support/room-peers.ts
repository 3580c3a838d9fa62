// The two servers that the room benchmark compares, each as a process of its own: `ours` is the whole server on one
// thread (or on so many workers) with so many rooms, `raw` is uWebSockets.js and nothing else. Tells its port, and the
// ids of the rooms.

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import bench from '../../../etc/bench.ts'
import { App, us_socket_local_port, type WebSocket } from '../../../server/gate/transport/uws.ts'
import type { RoomDirectory } from '../../../server/room/directory/room-directory.ts'
import { startServer } from '../../../server/server.ts'
import { checkConfig } from '../../../server/settings/load.ts'
import { Fountain } from './fountain.ts'

interface Greeting {
  port: number
  ids?: string[]
}

async function startOurs(threads: number, rooms: number): Promise<Greeting> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  const server = await startServer(
    checkConfig({
      ...bench,
      threads,
      development: false,
      game: join(import.meta.dirname, 'room-game.ts'),
      gate: { ...bench.gate, host: '127.0.0.1', port: 0 },
      web: { enabled: false },
      store: { path: join(folder, 'store') },
    }),
  )
  const index = await server.node.query<RoomDirectory>('.rooms')
  const seed = { kind: 'fountain', owner: '', password: '', maxMembers: 0, options: undefined }
  const ids: string[] = []
  for (let i = 0; i < rooms; i++) ids.push((await index.call.create({ ...seed, name: `room ${i}` })).id)
  return { port: server.gatePort, ids }
}

interface RawMember {
  topic: string
}

/** Speaks the words of the room without their frames: `size B` first, then as the room. Members `join ROOM`. */
function startRaw(): Promise<Greeting> {
  const fountains = new Map<string, Fountain>()
  let payload = Buffer.alloc(0)
  const app = App()
  const start = (topic: string, [batch, window]: string[]) => {
    const say = () => void app.publish(topic, payload, true)
    fountains.get(topic)!.start({ batch: Number(batch), window: Number(window), say })
  }
  const join = (socket: WebSocket<RawMember>, room: string) => {
    const data = socket.getUserData()
    data.topic = `r${room}`
    if (!fountains.has(data.topic)) fountains.set(data.topic, new Fountain())
    socket.subscribe(data.topic)
    socket.send('joined')
  }
  app.ws<RawMember>('/*', {
    maxBackpressure: 4 * 1024 * 1024,
    idleTimeout: 0,
    sendPingsAutomatically: false,
    message: (socket, data) => {
      const { topic } = socket.getUserData()
      const [word, ...rest] = Buffer.from(data).toString().split(' ')
      if (word === 'size') payload = Buffer.alloc(Number(rest[0]), 120)
      else if (word === 'ack') fountains.get(topic)!.acknowledge(Number(rest[0]))
      else if (word === 'stop') fountains.get(topic)!.stop()
      else if (word === 'start') start(topic, rest)
      else if (word === 'join') join(socket, rest[0]!)
      else app.publish(topic, data, true)
    },
  })
  return new Promise(resolve =>
    app.listen('127.0.0.1', 0, 1, socket => resolve({ port: us_socket_local_port(socket as never) })),
  )
}

process.once('disconnect', () => process.exit(0))
const [kind, threads = '0', rooms = '1'] = process.argv.slice(2)
process.send!(kind === 'raw' ? await startRaw() : await startOurs(Number(threads), Number(rooms)))
