// A thread that is there for one inject into a service on main: no other thread need be, and V8 evaluates such code only for
// another thread's session without harm.

import { parentPort, workerData } from 'node:worker_threads'
import { inspectMain } from '../../core/watch/inspection.ts'
import { serveStops } from './evaluate.ts'

const inspection = inspectMain()
// Held by this: a session that is collected while main answers ends the process.
parentPort!.once('message', () => inspection.close())
await serveStops(inspection, workerData as string)
parentPort!.postMessage('ready')
