// The stack of another thread, also of one that is stuck: it is paused for some ms, asked for its call frames and for the
// service that they belong to, and goes on.

import { isAbsolute, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Address } from '../address.ts'
import type { Inspection } from './inspection.ts'
import { type CallFrame, Pauses, type RemoteObject } from './pauses.ts'

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

const MOST_FRAMES = 40
/** All that an idle thread runs is the monitor's beat. */
const BEAT = /\bcore\/watch\/monitor\.ts:/
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

/** What is known of a pause, for whoever goes on with it. */
export interface Seen {
  /** Script -> URL. */
  urls: Map<string, string>
  frames: CallFrame[]
}

/** Leaves the thread paused. undefined when it runs no JavaScript within `ms`: it is idle, or in native code. Fills `seen`. */
export async function readStack(
  inspection: Inspection,
  ms: number,
  seen: Seen = { urls: new Map(), frames: [] },
): Promise<StackReport | undefined> {
  const { urls } = seen
  inspection.on('Debugger.scriptParsed', ({ scriptId, url }: { scriptId: string; url: string }) =>
    urls.set(scriptId, url),
  )
  const callFrames = await new Pauses(inspection).next(async () => {
    await inspection.post('Debugger.enable')
    await inspection.post('Debugger.pause')
  }, ms)
  if (!callFrames) return undefined
  seen.frames = callFrames
  const service = await findService(inspection, callFrames)
  const places = callFrames.map(frame => placeOf(frame, urls))
  if (places.some(place => BEAT.test(place))) return undefined
  const at = places.find(place => !/^(node:|\()/.test(place)) ?? places[0] ?? ''
  const frames = callFrames.map((frame, i) => ({ function: nameOf(frame), at: places[i]! }))
  return { at, frames: frames.slice(0, MOST_FRAMES), service }
}

export const nameOf = ({ functionName, this: self }: CallFrame): string => {
  const name = functionName || '(anonymous)'
  const isNamed = name.includes('.') || !self.className || self.className === 'Object'
  return isNamed ? name : `${self.className}.${name}`
}

export function placeOf({ location, url }: CallFrame, urls: ReadonlyMap<string, string>): string {
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
