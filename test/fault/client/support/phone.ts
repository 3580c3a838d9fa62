// A platform of 2018 that is no browser, as mini-games have it: the language and nothing beside it but timers and `wx`.
// What later years have added is taken away, and sockets are like wx's.

import vm from 'node:vm'

/** Takes away what came after ES2018. */
const WITHOUT_LATER = `
  const typed = Object.getPrototypeOf(Uint8Array.prototype)
  const later = [
    [Object, 'fromEntries hasOwn groupBy'],
    [Map, 'groupBy'],
    [Set.prototype, 'union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom'],
    [Array, 'fromAsync'],
    [Array.prototype, 'flat flatMap at findLast findLastIndex toSorted toReversed toSpliced with'],
    [typed, 'at findLast findLastIndex toSorted toReversed with'],
    [ArrayBuffer.prototype, 'transfer transferToFixedLength resize resizable detached maxByteLength'],
    [DataView.prototype, 'getBigInt64 getBigUint64 setBigInt64 setBigUint64'],
    [String.prototype, 'trimStart trimEnd matchAll replaceAll at isWellFormed toWellFormed'],
    [Symbol.prototype, 'description'],
    [Promise, 'allSettled any withResolvers try'],
    [globalThis, 'BigInt BigInt64Array BigUint64Array WeakRef FinalizationRegistry AggregateError Iterator'],
    [globalThis, 'SharedArrayBuffer Atomics WebAssembly console escape unescape globalThis'],
  ]
  for (const [owner, names] of later) for (const name of names.split(' ')) delete owner[name]
`

const NOT_THERE = [
  'fetch',
  'Buffer',
  'TextEncoder',
  'TextDecoder',
  'crypto',
  'URL',
  'structuredClone',
  'WebSocket',
  'AbortController',
  'performance',
  'process',
  'BigInt',
  'globalThis',
]

/** Runs a bundle whose program calls \`report.done(…)\` or \`report.failed(…)\`; resolves with what is done. */
export async function playOnPhone(bundle: string, given: { url: string; account: string }): Promise<unknown> {
  const sockets: WxTask[] = []
  const wx = {
    connectSocket: ({ url }: { url: string }) => {
      const task = new WxTask(url)
      sockets.push(task)
      return task
    },
  }
  try {
    return await new Promise((done, failed) => {
      const report = {
        done,
        failed: (why: unknown) => failed(new Error(String((why as Error)?.stack ?? why))),
      }
      const context = vm.createContext({
        wx,
        report,
        given,
        setTimeout,
        clearTimeout,
        module: { exports: {} },
      })
      vm.runInContext(`{${WITHOUT_LATER}}`, context)
      const there = vm.runInContext(NOT_THERE.map(name => `typeof ${name}`).join(' + " " + '), context)
      if (!/^(undefined ?)+$/.test(there)) throw new Error(`more than a phone has: ${there}`)
      vm.runInContext(bundle, context)
    })
  } finally {
    for (const socket of sockets) socket.close({})
  }
}

/** wx's SocketTask, over a real socket. */
class WxTask {
  readonly #socket: WebSocket

  constructor(url: string) {
    this.#socket = new WebSocket(url)
    this.#socket.binaryType = 'arraybuffer'
  }

  onOpen(listener: (event: object) => void): void {
    this.#socket.addEventListener('open', () => listener({ header: {} }))
  }

  onMessage(listener: (message: { data: string | ArrayBuffer }) => void): void {
    this.#socket.addEventListener('message', ({ data }) => listener({ data }))
  }

  onClose(listener: (close: { code: number; reason: string }) => void): void {
    this.#socket.addEventListener('close', ({ code, reason }) => listener({ code, reason }))
  }

  onError(listener: (error: { errMsg: string }) => void): void {
    this.#socket.addEventListener('error', () => listener({ errMsg: 'connectSocket:fail' }))
  }

  /** Views are not taken: wx sends an empty object for one. */
  send({ data }: { data: string | ArrayBuffer }): void {
    if (ArrayBuffer.isView(data)) throw new TypeError('send: expected a string or an ArrayBuffer, got a view')
    this.#socket.send(data)
  }

  close({ code = 1000 }: { code?: number }): void {
    this.#socket.close(code)
  }
}
