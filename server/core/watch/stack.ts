// The stack of another thread, also of one that is stuck: it is paused for some ms, asked for its call frames and for the
// service that they belong to, and goes on.

import { isAbsolute, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Address } from '../address.ts'
import { type Inspection, inspectMain, inspectWorker } from './inspection.ts'

/** What a thread runs. */
export interface StackReport {
  /** `path/to/file.ts:12:3`, where the code of the server or of the game stands; paths start at the current folder. */
  at: string
  /** The innermost first. */
  frames: StackFrame[]
  /** The service that is found in the frames, if one is. */
  service: FoundService | undefined
}

export interface StackFrame {
  /** `Agent.run`. */
  function: string
  /** `path/to/file.ts:12:3`, `node:…`, or `(internal)` for code without a file. */
  at: string
}

export interface FoundService {
  /** The name of its class. */
  type: string
  address: Address
  /** Of its log lines: a player's account, a room's kind and id. */
  fields: Record<string, unknown>
}

/** How long, in ms, to wait for a session with a worker. */
const ATTACH_WITHIN = 3000

interface CallFrame {
  callFrameId: string
  functionName: string
  location: { scriptId: string; lineNumber: number; columnNumber: number }
  url: string
  this: RemoteObject
  scopeChain: { type: string; object: RemoteObject }[]
}

interface RemoteObject {
  type: string
  className?: string
  objectId?: string
  value?: unknown
}

const MOST_FRAMES = 40
/** All that an idle thread runs is the monitor's beat. */
const BEAT = /\bcore\/watch\/monitor\.ts:/
/** ms for an answer that only says that it goes on. */
const PATIENCE = 300
/** Frames whose variables are looked at. */
const MOST_SCOPES = 3
/** In each scope. */
const MOST_VARIABLES = 10
/** Scopes that hold the variables of a function. */
const VARIABLES = new Set(['local', 'block', 'closure'])

/** Classes of objects that are not asked whether they are a service. */
const NO_SERVICE = new Set(['', 'Object', 'Array', 'Map', 'Set', 'Proxy'])

/** Is given to the other thread as text: what a service, or its cell, says of itself. */
const DESCRIBE = `function () {
  const service = this?.service ?? this
  const fields = service?.logFields
  return fields && typeof service.address === 'number'
    ? { type: service.constructor.name, address: service.address, fields }
    : undefined
}`

export class StackReader {
  /** Held here: a session that is collected while the other thread answers ends the process. */
  readonly #open = new Set<Inspection>()
  #isClosed = false

  /** Of a worker, for main. undefined when it runs no JavaScript within `ms`: it is idle, or in native code. */
  async ofWorker(threadId: number, ms: number): Promise<StackReport | undefined> {
    return this.#read(await inspectWorker(threadId, ATTACH_WITHIN), ms)
  }

  /** The same of main, for a worker. */
  async ofMain(ms: number): Promise<StackReport | undefined> {
    return this.#isClosed ? undefined : this.#read(inspectMain(), ms)
  }

  /** To be called before this thread ends: whoever is paused goes on. */
  close(): void {
    this.#isClosed = true
    for (const inspection of this.#open) inspection.close()
    this.#open.clear()
  }

  async #read(inspection: Inspection, ms: number): Promise<StackReport | undefined> {
    this.#open.add(inspection)
    try {
      return await readStack(inspection, ms)
    } finally {
      await goOn(inspection)
      inspection.close()
      this.#open.delete(inspection)
    }
  }
}

async function readStack(inspection: Inspection, ms: number): Promise<StackReport | undefined> {
  const urls = new Map<string, string>()
  inspection.on('Debugger.scriptParsed', ({ scriptId, url }: { scriptId: string; url: string }) =>
    urls.set(scriptId, url),
  )
  const callFrames = await pause(inspection, ms)
  if (!callFrames) return undefined
  const service = await findService(inspection, callFrames)
  const places = callFrames.map(frame => placeOf(frame, urls))
  if (places.some(place => BEAT.test(place))) return undefined
  const at = places.find(place => !/^(node:|\()/.test(place)) ?? places[0] ?? ''
  const frames = callFrames.map((frame, i) => ({ function: nameOf(frame), at: places[i]! }))
  return { at, frames: frames.slice(0, MOST_FRAMES), service }
}

function pause(inspection: Inspection, ms: number): Promise<CallFrame[] | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms)
    const end = (settle: () => void) => {
      clearTimeout(timer)
      settle()
    }
    inspection.on('Debugger.paused', ({ callFrames }: { callFrames: CallFrame[] }) =>
      end(() => resolve(callFrames)),
    )
    const asked = inspection.post('Debugger.enable').then(() => inspection.post('Debugger.pause'))
    asked.catch(error => end(() => reject(error)))
  })
}

/** A thread in native code answers later, or never: it is not waited for. */
async function goOn(inspection: Inspection): Promise<void> {
  const asked = [inspection.post('Debugger.resume'), inspection.post('Debugger.disable')]
  await Promise.race([Promise.allSettled(asked), sleep(PATIENCE)])
}

const nameOf = ({ functionName, this: self }: CallFrame): string => {
  const name = functionName || '(anonymous)'
  const isNamed = name.includes('.') || !self.className || self.className === 'Object'
  return isNamed ? name : `${self.className}.${name}`
}

function placeOf({ location, url }: CallFrame, urls: ReadonlyMap<string, string>): string {
  const { scriptId, lineNumber, columnNumber } = location
  const path = pathOf(urls.get(scriptId) ?? url)
  return path === '' ? '(internal)' : `${path}:${lineNumber + 1}:${columnNumber + 1}`
}

/** '' for code without a file. A CommonJS module has a path for a URL. */
function pathOf(url: string): string {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url
  return isAbsolute(path) ? relative(process.cwd(), path) : path
}

/** The service whose method is in the frames; or that a variable of the innermost functions holds, as `agent` in an async
 * handler that goes on after an await. Asks all at once, as the thread is held meanwhile. */
async function findService(
  inspection: Inspection,
  frames: readonly CallFrame[],
): Promise<FoundService | undefined> {
  const owners = frames.slice(0, MOST_FRAMES).map(({ this: self }) => describe(inspection, self))
  const owner = (await Promise.all(owners)).find(Boolean)
  if (owner) return owner
  const scopes = frames
    .slice(0, MOST_SCOPES)
    .flatMap(({ scopeChain }) => scopeChain.filter(({ type }) => VARIABLES.has(type)).slice(0, 2))
  const variables = await Promise.all(scopes.map(({ object }) => valuesOf(inspection, object)))
  const held = await Promise.all(variables.flat().map(variable => describe(inspection, variable)))
  return held.find(Boolean)
}

async function describe(
  inspection: Inspection,
  { objectId, type, className }: RemoteObject,
): Promise<FoundService | undefined> {
  if (objectId === undefined || type !== 'object' || NO_SERVICE.has(className ?? '')) return undefined
  const asked = { objectId, functionDeclaration: DESCRIBE, returnByValue: true }
  const answer = await inspection.post<{ result?: RemoteObject; exceptionDetails?: object }>(
    'Runtime.callFunctionOn',
    asked,
  )
  return answer.exceptionDetails ? undefined : (answer.result?.value as FoundService | undefined)
}

async function valuesOf(inspection: Inspection, { objectId }: RemoteObject): Promise<RemoteObject[]> {
  const { result } = await inspection.post<{ result: { value?: RemoteObject }[] }>('Runtime.getProperties', {
    objectId,
    ownProperties: true,
  })
  return result.flatMap(({ value }) => value ?? []).slice(0, MOST_VARIABLES)
}
