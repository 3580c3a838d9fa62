// V8's inspector on another thread of this process, which may be stuck: from main on a worker, from a worker on main. V8
// serves it between two instructions of the other thread's code. Here and nowhere else is a thread of others paused.
//
// Never `Runtime.evaluate` with replMode or awaitPromise in a session of the same thread, and never
// `Runtime.terminateExecution`: both can end the process.

import { type InspectorNotification, type NodeWorker, Session } from 'node:inspector'

export interface Inspection {
  /** Rejects with V8's reason. Does not settle while the other thread is in native code. */
  post<T = object>(method: string, params?: object): Promise<T>
  /** Hears of each event with this name, in place of whoever did before. */
  on(method: string, hear: (params: never) => void): void
  /** What the other thread was paused by goes on. */
  close(): void
}

type Post = (method: string, params: object, done: (error: Error | null, result?: object) => void) => void

/** How long, in ms, to wait for a session with a worker. */
const ATTACH_WITHIN = 3000

/** Rejects when there is no such worker. Only on main. */
export async function inspectWorker(threadId: number): Promise<Inspection> {
  const session = new Session()
  session.connect()
  try {
    return new WorkerInspection(session, await attach(session, threadId, ATTACH_WITHIN))
  } catch (error) {
    session.disconnect()
    throw error
  }
}

/** Only on a worker. */
export function inspectMain(): Inspection {
  const session = new Session()
  session.connectToMainThread()
  return {
    post: (method, params = {}) => post(session, method, params),
    on: (method, hear) =>
      void session.removeAllListeners(method).on(method, ({ params }) => hear(params as never)),
    close: () => session.disconnect(),
  }
}

const post = <T>(session: Session, method: string, params: object): Promise<T> =>
  new Promise((resolve, reject) => {
    const send = session.post.bind(session) as unknown as Post
    send(method, params, (error, result) => (error ? reject(error) : resolve(result as T)))
  })

/** The id of a session with the worker. Every worker of the process offers itself; the others are left alone. */
function attach(session: Session, threadId: number, ms: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`thread ${threadId} can't be inspected`)), ms)
    session.on('NodeWorker.attachedToWorker', ({ params: { sessionId, workerInfo } }) => {
      if (workerInfo.title.startsWith(`[worker ${threadId}]`)) {
        clearTimeout(timer)
        resolve(sessionId)
      } else post(session, 'NodeWorker.detach', { sessionId }).catch(() => undefined)
    })
    post(session, 'NodeWorker.enable', { waitForDebuggerOnStart: false }).catch(reject)
  })
}

interface Waiter {
  resolve(result: unknown): void
  reject(error: Error): void
}

interface FromThread {
  id?: number
  result?: unknown
  error?: { message: string }
  method?: string
  params?: unknown
}

class WorkerInspection implements Inspection {
  readonly #session: Session
  readonly #sessionId: string
  readonly #waiting = new Map<number, Waiter>()
  readonly #hearers = new Map<string, (params: never) => void>()
  #lastId = 0

  constructor(session: Session, sessionId: string) {
    this.#session = session
    this.#sessionId = sessionId
    session.on('NodeWorker.receivedMessageFromWorker', message => this.#hear(message))
  }

  post<T>(method: string, params: object = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      this.#waiting.set(id, { resolve: resolve as Waiter['resolve'], reject })
      const message = JSON.stringify({ id, method, params })
      const sent = post(this.#session, 'NodeWorker.sendMessageToWorker', {
        sessionId: this.#sessionId,
        message,
      })
      sent.catch(reject)
    })
  }

  on(method: string, hear: (params: never) => void): void {
    this.#hearers.set(method, hear)
  }

  close(): void {
    for (const { reject } of this.#waiting.values()) reject(new Error('the inspection was closed'))
    this.#waiting.clear()
    this.#session.disconnect()
  }

  #hear({ params }: InspectorNotification<NodeWorker.ReceivedMessageFromWorkerEventDataType>): void {
    if (params.sessionId !== this.#sessionId) return
    const { id, result, error, method, params: given } = JSON.parse(params.message) as FromThread
    if (id === undefined) return this.#hearers.get(method!)?.(given as never)
    const waiter = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (error) waiter?.reject(new Error(error.message))
    else waiter?.resolve(result)
  }
}
