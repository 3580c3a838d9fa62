// TypeScript without its types: each line and column stays where it is, so what is thrown names them as they are in the file.

import { stripTypeScriptTypes } from 'node:module'

/** What is wrong with a text that is no TypeScript. Lines and columns are counted from 1; undefined where Node does not tell. */
export class TypeScriptMistake extends Error {
  readonly line: number | undefined
  readonly column: number | undefined

  constructor({ message, stack = '' }: Error) {
    super(message.trim().replace(/\s*\n\s*/g, ' '))
    // Node writes the place before the name of its error: `:LINE`, the lines around, and `^` below the column.
    const line = /^[^\n]*:(\d+)\n/.exec(stack)?.[1]
    const column = /^( *)\^/m.exec(stack)?.[1]
    this.line = line === undefined ? undefined : Number(line)
    this.column = line === undefined || column === undefined ? undefined : column.length + 1
  }
}

/** Throws TypeScriptMistake. */
export function withoutTypes(text: string): string {
  const { emitWarning } = process
  // The loader does it without a warning, too.
  process.emitWarning = () => undefined
  try {
    return stripTypeScriptTypes(text)
  } catch (error) {
    throw new TypeScriptMistake(error as Error)
  } finally {
    process.emitWarning = emitWarning
  }
}
