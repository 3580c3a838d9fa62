// A promise whose end is decided elsewhere.

export interface Deferred<T> {
  promise: Promise<T>
  resolve(value: T): void
  reject(error: unknown): void
}

export const createDeferred = <T>(): Deferred<T> => Promise.withResolvers<T>()
