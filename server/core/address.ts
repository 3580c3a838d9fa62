// Where a service lives: one number that is never used again while the node runs, so that a message for a service
// that has ended can't reach its successor. High part: the life of the thread (main is 1; a replaced worker gets
// a new one). Low 32 bits: the service on that thread.

export type Address = number

const SPAN = 2 ** 32

/** Lives: main's is 1. */
export const MAIN_LIFE = 1

/** Every thread has a launcher at this number, main has the registry of names at the next. */
export const LAUNCHER = 1
export const REGISTRY = 2
export const FIRST_SERVICE = 16

export const makeAddress = (life: number, id: number): Address => life * SPAN + id

export const lifeOf = (address: Address): number => Math.floor(address / SPAN)

/** Which service on its thread. */
export const idOf = (address: Address): number => address % SPAN

/** As skynet prints it: `:2.0000001f`. */
export const showAddress = (address: Address): string =>
  `:${lifeOf(address)}.${idOf(address).toString(16).padStart(8, '0')}`
