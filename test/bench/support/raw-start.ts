// The peer of a start: uWebSockets.js on a worker, started by a main thread that does nothing else. As plain JavaScript it
// would be a few ms faster.

import { App } from 'uWebSockets.js'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url))
  worker.once('message', () => console.log('ready'))
  process.once('SIGTERM', () => worker.postMessage('end'))
} else {
  const app = App()
  app.ws('/*', { message: (socket, data, isBinary) => void socket.send(data, isBinary) })
  app.listen('127.0.0.1', 0, () => parentPort!.postMessage('ready'))
  // A worker that ends with an open App ends the process.
  parentPort!.once('message', () => app.close())
}
