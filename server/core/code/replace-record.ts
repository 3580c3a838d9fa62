// Records that the parts of a server hold: who has one sees in it what takes its place.

/** Makes `record` have the entries of `next`, in their order, and no others. */
export function replaceRecord(record: object, next: object): void {
  const target = record as Record<string, unknown>
  for (const key of Object.keys(target)) delete target[key]
  Object.assign(target, next)
}
