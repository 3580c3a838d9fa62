// Reads the reference cases that were made with the original C sproto, and turns their notation into values.

import { readFileSync } from 'node:fs'

export interface Case {
  schema: string
  type: string
  value: unknown
  encoded: string
  packed: string
  ordered: boolean
}

export interface RpcCase {
  name: string
  request: Record<string, unknown> | null
  session: number
  ud: string | null
  packet: string
  response: Record<string, unknown> | null
  reply_packet: string
}

const linesOf = (name: string): unknown[] =>
  readFileSync(new URL(`./vectors/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

export const cases = (): Case[] => linesOf('sproto.jsonl') as Case[]

export function rpcCases(): { schema: string; cases: RpcCase[] } {
  const [head, ...cases] = linesOf('sproto-rpc.jsonl') as [{ schema: string }, ...RpcCase[]]
  return { schema: head.schema, cases }
}

/** `$int`, `$bin` and `$map` to bigint (or number, where it is safe), Uint8Array and Map. */
export function toValue(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(toValue)
  if (typeof json !== 'object' || json === null) return json
  const object = json as Record<string, unknown>
  if (typeof object.$int === 'string') return numberOf(BigInt(object.$int))
  if (typeof object.$bin === 'string') return bytesOf(object.$bin)
  if (typeof object.$map === 'string') return mapOf(object.$map, object.of as unknown[])
  return Object.fromEntries(Object.entries(object).map(([name, item]) => [name, toValue(item)]))
}

const numberOf = (value: bigint): number | bigint =>
  BigInt(Number(value)) === value && Number.isSafeInteger(Number(value)) ? Number(value) : value

function mapOf(key: string, items: unknown[]): Map<unknown, unknown> {
  const values = items.map(item => toValue(item) as Record<string, unknown>)
  return new Map(values.map(item => [item[key], item]))
}

export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Leaves out what is undefined, so that decoded objects compare with what was written. */
export function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(present)
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, present(item)]))
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  const fields = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(fields.map(([name, item]) => [name, present(item)]))
}
