// The peer: JSON.parse and JSON.stringify of the echo message in one worker under a master, without a single check.

import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { App, us_socket_local_port } from '../../../server/gate/transport/uws.ts'

const app = App()
if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url))
  worker.once('message', (descriptor: number) => {
    app.addChildAppDescriptor(descriptor)
    app.listen('127.0.0.1', 0, 1, socket => {
      process.send?.({ port: us_socket_local_port(socket as never) })
    })
  })
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
} else {
  app.ws('/*', {
    idleTimeout: 0,
    message: (socket, data, isBinary) => {
      const { data: body, session } = JSON.parse(Buffer.from(data).toString()) as {
        data: unknown
        session: number
      }
      socket.send(JSON.stringify({ name: 'sc_echo', data: body, session }), isBinary)
    },
  })
  // An App without a listener does not keep its thread alive; this does.
  parentPort!.on('message', () => undefined)
  parentPort!.postMessage(app.getDescriptor())
}
