// What each request of the login server may hold.

import { z } from 'zod'

const name = z.string().min(1).max(256)
/** Looked at by the rules of passwords; a longer one is none. */
const password = z.string().min(1).max(1024)
const token = z.string().min(1).max(256)
/** At least 128 random bits. */
const device = z.string().regex(/^[\w-]{22,64}$/, {
  error: 'expected 22 to 64 letters, digits, - and _, at random',
})
const platform = z.string().min(1).max(64)
/** A code, or a token of OpenID. */
const code = z.string().min(1).max(6000)

export const named = z.strictObject({ name, password })
export const byDevice = z.strictObject({ device })
export const byPlatform = z.strictObject({ platform, code })
export const refresh = z.strictObject({ refresh: token })
export const logout = z.strictObject({ refresh: token, everywhere: z.boolean().default(false) })
/** One way to come in. */
export const link = z.union([named, byDevice, byPlatform])
export const unlink = z.strictObject({ kind: z.string().min(1).max(64) })
export const newPassword = z.strictObject({ old: password, password })
export const askReset = z.strictObject({ name })
export const reset = z.strictObject({ token, password })
export const remove = z.strictObject({ refresh: token, password: password.optional() })
