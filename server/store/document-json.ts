// Documents as JSON that people and MongoDB's tools can read (extended JSON): dates, 64-bit integers and bytes are objects
// with a `$` key, which cannot occur in a document.

/** One line, or indented by `indent`. */
export const toDocumentJson = (value: unknown, indent?: number): string =>
  JSON.stringify(encode(value), null, indent)

/** Throws SyntaxError. */
export const fromDocumentJson = (text: string): unknown => JSON.parse(text, (_key, value) => decode(value))

function encode(value: unknown): unknown {
  if (typeof value === 'bigint') return { $numberLong: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return { $date: value.toISOString() }
  if (value instanceof Uint8Array)
    return { $binary: { base64: Buffer.from(value).toString('base64'), subType: '00' } }
  if (Array.isArray(value)) return value.map(encode)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)]))
}

function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { $numberLong, $date, $binary } = value as Record<string, unknown>
  if (typeof $numberLong === 'string') return BigInt($numberLong)
  if (typeof $date === 'string') return new Date($date)
  if (typeof $binary === 'object')
    return Uint8Array.from(Buffer.from(($binary as { base64?: string }).base64 ?? '', 'base64'))
  return value
}
