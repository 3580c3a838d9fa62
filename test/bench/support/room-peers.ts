// The two servers that the room benchmark compares, each as a process of its own: `ours` is the whole server on one
// thread, `raw` is uWebSockets.js and nothing else. Prints its port.

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import bench from '../../../etc/bench.ts'
import { App, us_socket_local_port } from '../../../server/gate/uws.ts'
import { checkConfig } from '../../../server/load-config.ts'
import { startServer } from '../../../server/server.ts'
import { Fountain } from './fountain.ts'

async function startOurs(threads: number): Promise<number> {
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
  return server.gatePort
}

/** Speaks the words of the room without their frames: `size B` first, then as the room. */
function startRaw(): Promise<number> {
  const fountain = new Fountain()
  let payload = Buffer.alloc(0)
  const app = App()
  app.ws('/*', {
    maxBackpressure: 4 * 1024 * 1024,
    idleTimeout: 0,
    sendPingsAutomatically: false,
    open: socket => void socket.subscribe('all'),
    message: (_socket, data) => {
      const [word, ...rest] = Buffer.from(data).toString().split(' ')
      if (word === 'size') payload = Buffer.alloc(Number(rest[0]), 120)
      else if (word === 'ack') fountain.acknowledge(Number(rest[0]))
      else if (word === 'stop') fountain.stop()
      else if (word === 'start') {
        const say = () => void app.publish('all', payload, true)
        fountain.start({ batch: Number(rest[0]), window: Number(rest[1]), say })
      }
    },
  })
  return new Promise(resolve =>
    app.listen('127.0.0.1', 0, 1, socket => resolve(us_socket_local_port(socket as never))),
  )
}

const [kind, threads = '0'] = process.argv.slice(2)
process.send!({ port: kind === 'raw' ? await startRaw() : await startOurs(Number(threads)) })
