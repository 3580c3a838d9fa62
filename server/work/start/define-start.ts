// What a game launches by itself: services by their name in the game's `services`, in this order, before players come.

import type { z } from 'zod'
import { StartError } from '../../core/errors.ts'
import { checkOptions } from '../../core/place/check-options.ts'
import type { AnyServiceClass, ServiceInit } from '../../core/service/service.ts'
import type { Services } from '../../core/thread/registry.ts'

/** `one` (the default): on one serving thread, which its name chooses, and on another one when that thread is lost ·
 * `every`: one on each serving thread, named NAME/SLOT · a number: on the thread in that slot. */
export type StartPlace = 'one' | 'every' | number

export interface AnyStartEntry {
  /** Its key in `services`. */
  service: string
  /** Where others find it: `.market`. */
  name: string
  on?: StartPlace
  /** Plain data: it crosses threads. */
  options?: unknown
}

// biome-ignore lint/suspicious/noConfusingVoidType: a service without options has the options `void`
type Given<O> = [O] extends [undefined | void] ? { options?: undefined } : { options: O }
type OptionsOf<C> = C extends { options: z.ZodType<unknown, infer I> }
  ? I
  : C extends new (
        init: ServiceInit<infer O>,
      ) => unknown
    ? O
    : never

/** An entry for one of the services `S`, with the options that its class takes. */
export type StartEntry<S extends Services> = {
  [K in keyof S & string]: Omit<AnyStartEntry, 'options'> & { service: K } & Given<OptionsOf<S[K]>>
}[keyof S & string]

const NAME = /^\.[\w.-]+(\/[\w.-]+)*$/

/** Throws StartError naming the entry and the field that is wrong. */
export function checkStart(entries: readonly AnyStartEntry[], services: Services): void {
  const names = new Set<string>()
  entries.forEach(({ service, name, on = 'one', options }, i) => {
    const fail = (field: string, expected: string, got: unknown): never => {
      throw new StartError(`start[${i}].${field}: expected ${expected}, got ${JSON.stringify(got)}`)
    }
    if (!Object.hasOwn(services, service)) fail('service', 'a key of services', service)
    if (!NAME.test(name)) fail('name', 'a name such as .market', name)
    if (names.has(name)) fail('name', 'a name that no other entry has', name)
    const isSlot = typeof on === 'number' && Number.isInteger(on) && on >= 0
    if (on !== 'one' && on !== 'every' && !isSlot) fail('on', '"one", "every" or the number of a slot', on)
    names.add(name)
    checkOptionsOf(`start[${i}]`, services[service]!, options)
  })
}

function checkOptionsOf(entry: string, type: AnyServiceClass, options: unknown): void {
  try {
    checkOptions(type, options)
  } catch (error) {
    throw new StartError(`${entry}: ${(error as Error).message}`)
  }
}
