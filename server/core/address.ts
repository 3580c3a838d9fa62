// A service's address: one number, never reused while the node runs, so a message for a service that has ended cannot
// reach its successor. High part: the life of the thread (main's is 1; each new worker gets the next). Low 32 bits: the
// service on that thread.

export type Address = number

const SPAN = 2 ** 32

/** The life of the main thread. */
export const MAIN_LIFE = 1

/** Every thread has a launcher and its topics here; main also has the registry of names, and what places services. */
export const LAUNCHER = 1
export const REGISTRY = 2
export const TOPICS = 3
export const PLACES = 4
export const FIRST_SERVICE = 16

export const makeAddress = (life: number, id: number): Address => life * SPAN + id

export const lifeOf = (address: Address): number => Math.floor(address / SPAN)

/** The number of the service on its thread. */
export const idOf = (address: Address): number => address % SPAN

/** As skynet prints it: `:2.0000001f`. */
export const showAddress = (address: Address): string =>
  `:${lifeOf(address)}.${idOf(address).toString(16).padStart(8, '0')}`

/** The address that showAddress() shows as `text`, also where it stands behind a class, as in `Agent:3.00000020`, or without its
 * colon; undefined when it is none. */
export function readAddress(text: string): Address | undefined {
  const [, life, id] = /^(?:\w*:)?(\d{1,15})\.([0-9a-f]{1,8})$/i.exec(text) ?? []
  return id === undefined ? undefined : makeAddress(Number(life), Number.parseInt(id, 16))
}
