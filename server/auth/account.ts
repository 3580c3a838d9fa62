// Accounts as another program names them: a claim of a token, the answer of a platform. They are compared byte for byte, so
// nothing about them is changed; names that people type have a normal form instead (name.ts).

const LONGEST = 128

/** As a text: 1 to 128 characters without controls, or a whole number; undefined for anything else. */
export function readAccount(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
  return typeof text === 'string' && isAccount(text) ? text : undefined
}

const isAccount = (text: string): boolean =>
  text.length > 0 && text.length <= LONGEST && text.isWellFormed() && !/\p{Cc}/u.test(text)
