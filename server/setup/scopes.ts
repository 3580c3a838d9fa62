// What a program's token is good for.

export const SCOPES = ['rank', 'metrics', 'console', 'operate', 'admin', 'cluster'] as const
export type Scope = (typeof SCOPES)[number]

/** A program that has shown a token. */
export interface Program {
  /** For the audit log. */
  readonly name: string
  readonly scopes: readonly Scope[]
}

/** Whether a token with `scopes` is good for `wanted`: `admin` is for everything, `operate` includes `console`. */
export function allows(scopes: readonly Scope[], wanted: Scope): boolean {
  if (scopes.includes(wanted) || scopes.includes('admin')) return true
  return wanted === 'console' && scopes.includes('operate')
}
